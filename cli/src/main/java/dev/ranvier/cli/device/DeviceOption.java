package dev.ranvier.cli.device;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import dev.ranvier.runtime.DeviceProvider;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --device}, for commands that run programs. */
public final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "NAME",
            converter = InstalledKind.class,
            completionCandidates = InstalledKind.class,
            description = "What runs programs: ${COMPLETION-CANDIDATES}; default: RANVIER_DEVICE, or cpu.")
    private @Nullable String kind;

    /** Opens the device that was asked for. */
    public Client open() {
        return open(1);
    }

    /** Opens at least so many devices of the kind that was asked for. */
    public Client open(int devices) {
        var options = ClientOptions.from(System.getenv());
        var named = kind == null ? options : options.withKind(kind);
        return Client.open(named.withDevices(Math.max(devices, named.devices())));
    }

    /** The kinds of devices that are installed. */
    private static final class InstalledKind implements ITypeConverter<String>, Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return kinds().iterator();
        }

        @Override
        public String convert(String value) {
            if (!kinds().contains(value)) {
                throw new TypeConversionException("no device '" + value + "' is installed, but " + kinds());
            }
            return value;
        }

        private static List<String> kinds() {
            return Client.providers().stream()
                    .map(DeviceProvider::kind)
                    .sorted()
                    .toList();
        }
    }
}
