package project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import com.huaweicloud.sdk.csms.v1.model.ListSecretsRequest;
import com.huaweicloud.sdk.csms.v1.region.CsmsRegion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import test.dragoman.junit5.DragomanGateway;

/** A program that names a region and no project, which Huawei's SDK looks up at IAM. */
class ExecTest {
    @Test
    void anUnchangedProgramFindsItsProjectAtIam() throws Exception {
        var dragoman = Path.of(System.getProperty("dragoman.program")).toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classpath = System.getProperty("java.class.path");
        var builder = new ProcessBuilder(
                dragoman, "exec", "--url", DragomanGateway.shared().url(), "--unknown-hosts", "reject", "--",
                java, "-cp", classpath, ExecTest.class.getName());
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
    }

    public static void main(String[] arguments) {
        var keys = new BasicCredentials()
                .withAk(System.getenv("HUAWEICLOUD_SDK_AK"))
                .withSk(System.getenv("HUAWEICLOUD_SDK_SK"));
        var client = CsmsClient.newBuilder().withRegion(CsmsRegion.CN_NORTH_4).withCredential(keys).build();
        System.out.println(client.listSecrets(new ListSecretsRequest()).getSecrets().size());
    }
}
