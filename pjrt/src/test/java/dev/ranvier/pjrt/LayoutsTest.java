package dev.ranvier.pjrt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutsTest {
    @Test
    void everyMethodAnswersForAFunction() throws ReflectiveOperationException {
        assertThat(Layouts.functions()).containsAll(Door.methods().keySet());
    }

    @Test
    void theTableHasTheFunctionsOfVersion104AndTheExtensions() {
        assertThat(Layouts.functions().subList(0, 3))
                .containsExactly("PJRT_Error_Destroy", "PJRT_Error_Message", "PJRT_Error_GetCode");
        assertThat(Layouts.functions().get(134)).isEqualTo("PJRT_Executable_ParameterMemoryKinds");
        assertThat(Layouts.functions()).doesNotHaveDuplicates();
    }

    @Test
    void objectsStandAtTheFirstField() {
        assertThat(Layouts.field("PJRT_Buffer_IsDeleted_Args.buffer")).isEqualTo(Field.FIRST);
        assertThat(Layouts.field("PJRT_Event_Create_Args.event")).isEqualTo(Field.FIRST);
        assertThat(Layouts.field("PJRT_ExecuteContext_Create_Args.context")).isEqualTo(Field.FIRST);
    }
}
