package io.connects.benchmarks;

import com.google.protobuf.InvalidProtocolBufferException;
import io.connects.benchmarks.proto.Ecc;
import io.connects.benchmarks.proto.Task;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.message.NewTask;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A full NEW_TASK through the codec, through protobuf, and as a plain copy of its frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NewTaskBenchmark {
    @Param({"ged125-like", "ged188-like"})
    private String dialect = "";

    private MriCodec codec = FullTask.codec(dialect);
    private NewTask newTask = FullTask.newTask();
    private byte[] frame = {};
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private Task protobuf = Task.getDefaultInstance();
    private byte[] protobufBytes = {};
    private int dialogueId;

    @Setup
    public void setUp() {
        codec = FullTask.codec(dialect);
        newTask = FullTask.newTask();
        frame = codec.write(newTask);
        buffer = ByteBuffer.wrap(frame);
        protobuf = FullTask.protobuf(codec);
        protobufBytes = protobuf.toByteArray();
    }

    @Benchmark
    public void decodeMri(Blackhole strings) {
        NewTask task = (NewTask) codec.read(buffer.position(0)).orElseThrow();
        strings.consume(task.scriptSelector());
        for (int i = 1; i <= 10; i++) {
            strings.consume(task.variables().callVariable(i));
        }
        for (int i = 0; i < task.variables().eccCount(); i++) {
            strings.consume(task.variables().eccName(i));
            strings.consume(task.variables().eccValue(i));
        }
        strings.consume(task);
    }

    @Benchmark
    public void decodeProtobuf(Blackhole strings) throws InvalidProtocolBufferException {
        Task task = Task.parseFrom(protobufBytes);
        strings.consume(task.getScriptSelector());
        strings.consume(task.getCallVariable1());
        strings.consume(task.getCallVariable2());
        strings.consume(task.getCallVariable3());
        strings.consume(task.getCallVariable4());
        strings.consume(task.getCallVariable5());
        strings.consume(task.getCallVariable6());
        strings.consume(task.getCallVariable7());
        strings.consume(task.getCallVariable8());
        strings.consume(task.getCallVariable9());
        strings.consume(task.getCallVariable10());
        for (Ecc ecc : task.getEccList()) {
            strings.consume(ecc.getName());
            strings.consume(ecc.getValue());
        }
        strings.consume(task);
    }

    @Benchmark
    public byte[] encodeMri() {
        return codec.write(newTask);
    }

    @Benchmark
    public byte[] encodeProtobuf() {
        return protobuf.toByteArray();
    }

    /** As a session does it: each task gets a dialogue of its own and is sent once. Protobuf cannot reuse the size it computed before. */
    @Benchmark
    public byte[] encodeOnceMri() {
        return codec.write(newTask.in(++dialogueId, 1));
    }

    @Benchmark
    public byte[] encodeOnceProtobuf() {
        return protobuf.toBuilder().setDialogueId(++dialogueId).build().toByteArray();
    }

    @Benchmark
    public byte[] copyFrame() {
        return frame.clone();
    }
}
