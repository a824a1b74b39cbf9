package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static test.dragoman.junit5.RequestAssertion.anyRequest;

import com.aliyun.kms20160120.models.CreateSecretRequest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import test.dragoman.junit5.DragomanJournal;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

@DragomanTest
class ParallelTest {
    @RepeatedTest(200)
    void testsInParallelSeeNothingOfEachOther(
            DragomanSandbox sandbox, DragomanJournal journal, RepetitionInfo repetition) throws Exception {
        var value = Integer.toString(repetition.getCurrentRepetition());
        var client = Clients.aliyun(sandbox);
        client.createSecret(new CreateSecretRequest().setSecretName("own").setVersionId("v1").setSecretData(value));
        assertEquals(value, Clients.read(client, "own"));
        journal.verify(anyRequest().exactly(2));
    }
}
