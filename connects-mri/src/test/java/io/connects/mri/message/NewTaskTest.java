package io.connects.mri.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewTaskTest {
    @Test
    void prints_which_texts_it_has_and_none_of_them() {
        NewTask task = NewTask.builder(5003, "8000")
                .dialogue(7, 1)
                .callVariable(2, "Anna")
                .ecc("user.case.number", "case-4711")
                .applicationStrings(null, "anna@example.com")
                .build();

        assertThat(task.toString())
                .startsWith("NewTask[dialogueId=7, sendSeqNo=1, mrDomainId=5003, ")
                .contains("scriptSelector=8000", "callVariables=[2]", "user.case.number", "applicationStrings=[2]")
                .doesNotContain("Anna", "4711", "example.com");
    }
}
