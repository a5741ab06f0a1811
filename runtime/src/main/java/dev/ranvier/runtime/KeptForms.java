package dev.ranvier.runtime;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What programs have made of one tensor and come back to, such as a matrix in the order in which a kernel reads it. The
 * tensor does not change, so that a form serves all runs of all programs that make it alike. It is kept in the device's
 * memory until the tensor is gone, or until that memory runs out and no run uses the form; see
 * {@link DeviceMemory#allocateForm}. Safe for use by many threads: a form is seen once it is whole.
 */
public final class KeptForms {
    /** A form while a run uses it. */
    public final class Form {
        private final MemorySegment segment;
        private int users = 1;

        private Form(MemorySegment segment) {
            this.segment = segment;
        }

        public MemorySegment segment() {
            return segment;
        }

        /** Says that the run needs it no more; once for each use. */
        public void release() {
            synchronized (KeptForms.this) {
                users--;
            }
        }
    }

    private final DeviceMemory memory;
    private final boolean isLasting;
    private final Map<Object, Form> forms = new HashMap<>();

    /** What was asked for, so that asking again shows that runs come back to it. */
    private final Set<Object> wanted = new HashSet<>();

    private final Set<Object> inTheMaking = new HashSet<>();

    /**
     * The forms of a tensor, none yet.
     *
     * @param isLasting whether a form is made when it is first asked for; else when it is asked for again, so that what
     *     only one run sees, as the parameters that each step of training replaces, is not kept
     */
    public KeptForms(DeviceMemory memory, boolean isLasting) {
        this.memory = memory;
        this.isLasting = isLasting;
    }

    /**
     * The form of a key, which says all that it depends on beside the tensor; made now if it is time to keep it.
     *
     * @param bytes the size of the form
     * @param maker writes the form
     * @return null if it is not kept: the caller makes one for itself
     */
    public @Nullable Form use(Object key, long bytes, Consumer<MemorySegment> maker) {
        synchronized (this) {
            var form = forms.get(key);
            if (form != null) {
                form.users++;
                return form;
            }
            if ((wanted.add(key) && !isLasting) || !inTheMaking.add(key)) {
                return null;
            }
        }
        try {
            return make(key, bytes, maker);
        } finally {
            synchronized (this) {
                inTheMaking.remove(key);
            }
        }
    }

    private @Nullable Form make(Object key, long bytes, Consumer<MemorySegment> maker) {
        var segment = memory.allocateForm(this, bytes);
        if (segment == null) {
            return null;
        }
        try {
            maker.accept(segment);
        } catch (Throwable e) {
            memory.freeForm(segment);
            throw e;
        }
        var form = new Form(segment);
        synchronized (this) {
            forms.put(key, form);
        }
        return form;
    }

    /** Frees the forms that no run uses; all of them once the tensor is gone. */
    public synchronized void releaseUnused() {
        for (Iterator<Form> each = forms.values().iterator(); each.hasNext(); ) {
            var form = each.next();
            if (form.users == 0) {
                each.remove();
                memory.freeForm(form.segment);
            }
        }
    }

    /** Frees all forms, of a tensor that no run reads any more. */
    public void close() {
        releaseUnused();
        memory.forget(this);
    }
}
