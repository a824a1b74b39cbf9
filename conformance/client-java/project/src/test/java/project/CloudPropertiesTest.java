package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.aliyun.kms20160120.Client;
import com.aliyun.teaopenapi.models.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import test.dragoman.junit5.CloudProperties;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.DragomanSandbox;
import test.dragoman.junit5.DragomanTest;

/** Properties are of the whole JVM, so no other test runs beside this one. */
@Isolated
@DragomanTest(seeds = "classpath:seeds.json")
class CloudPropertiesTest {
    @Test
    void clientsReachTheGatewayUnderTheCloudsOwnNames(DragomanGateway gateway, DragomanSandbox sandbox)
            throws Exception {
        try (var properties = CloudProperties.of(gateway, sandbox)) {
            var config = new Config()
                    .setAccessKeyId(System.getProperty("alibabacloud.accessKeyId"))
                    .setAccessKeySecret(System.getProperty("alibabacloud.accessKeySecret"))
                    .setEndpoint("kms.cn-hangzhou.aliyuncs.com")
                    .setRegionId("cn-hangzhou");
            assertEquals("s3cr3t", Clients.read(new Client(config), "db"));
        }
        assertNull(System.getProperty("https.proxyHost"));
    }
}
