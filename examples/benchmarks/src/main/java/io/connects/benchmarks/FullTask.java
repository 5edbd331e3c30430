package io.connects.benchmarks;

import io.connects.benchmarks.proto.Ecc;
import io.connects.benchmarks.proto.Task;
import io.connects.core.routing.TaskId;
import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import java.util.List;
import java.util.stream.IntStream;

/** The task that is measured: a script selector, ten call variables of 20 characters, five ECC values of 30; in MRI and in protobuf. */
final class FullTask {
    private static final int CALL_VARIABLES = 10;
    private static final int ECC_VARIABLES = 5;
    private static final int CALL_VARIABLE_LENGTH = 20;
    private static final int ECC_LENGTH = 30;
    private static final String SELECTOR = "Cases.Premium.English";

    /** As an application has them: constants of its configuration. */
    static final List<String> ECC_NAMES = IntStream.rangeClosed(1, ECC_VARIABLES)
            .mapToObj(i -> "user.connects.text" + i)
            .toList();

    private FullTask() {}

    static MriCodec codec(String dialectName) {
        MriDialect dialect = dialectName.equals("ged125-like") ? MriDialect.ged125Like() : MriDialect.ged188Like();
        return dialect.eccMode() == EccMode.REGISTERED_TAG
                ? MriCodec.of(dialect).with(RegisterVariables.of(ECC_NAMES))
                : MriCodec.of(dialect);
    }

    static NewTask newTask() {
        NewTask.Builder task = NewTask.builder(5003, SELECTOR)
                .dialogue(123_456, 1)
                .previousTask(new TaskId(152_145, 203, 1))
                .preferredAgent(5017);
        for (int i = 1; i <= CALL_VARIABLES; i++) {
            task.callVariable(i, text(i, CALL_VARIABLE_LENGTH));
        }
        for (String name : ECC_NAMES) {
            task.ecc(name, text(name.length(), ECC_LENGTH));
        }
        return task.build();
    }

    /** The same content. The dialect that registers tags sends tags, and so does protobuf then; the other one sends names. */
    static Task protobuf(MriCodec codec) {
        NewTask task = newTask();
        Task.Builder same = Task.newBuilder()
                .setDialogueId((int) task.dialogueId())
                .setSendSeqNo((int) task.sendSeqNo())
                .setMrDomainId(task.mrDomainId())
                .setPreviousDay(task.previousTask().day())
                .setPreviousKey(task.previousTask().key())
                .setPreviousSequence(task.previousTask().sequence())
                .setPreferredAgent(5017)
                .setScriptSelector(SELECTOR)
                .setCallVariable1(text(1, CALL_VARIABLE_LENGTH))
                .setCallVariable2(text(2, CALL_VARIABLE_LENGTH))
                .setCallVariable3(text(3, CALL_VARIABLE_LENGTH))
                .setCallVariable4(text(4, CALL_VARIABLE_LENGTH))
                .setCallVariable5(text(5, CALL_VARIABLE_LENGTH))
                .setCallVariable6(text(6, CALL_VARIABLE_LENGTH))
                .setCallVariable7(text(7, CALL_VARIABLE_LENGTH))
                .setCallVariable8(text(8, CALL_VARIABLE_LENGTH))
                .setCallVariable9(text(9, CALL_VARIABLE_LENGTH))
                .setCallVariable10(text(10, CALL_VARIABLE_LENGTH));
        boolean tagged = codec.dialect().eccMode() == EccMode.REGISTERED_TAG;
        int tag = 0;
        for (String name : ECC_NAMES) {
            tag++;
            Ecc.Builder ecc = Ecc.newBuilder().setValue(text(name.length(), ECC_LENGTH));
            same.addEcc(tagged ? ecc.setTag(tag) : ecc.setName(name));
        }
        return same.build();
    }

    private static String text(int seed, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + (seed * 7 + i) % 26));
        }
        return text.toString();
    }
}
