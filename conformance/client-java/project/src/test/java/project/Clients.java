package project;

import com.aliyun.kms20160120.Client;
import com.aliyun.kms20160120.models.GetSecretValueRequest;
import com.aliyun.teaopenapi.models.Config;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.csms.v1.CsmsClient;
import test.dragoman.junit5.DragomanSandbox;

/** Official clients, left as they are. */
final class Clients {
    private Clients() {}

    static Client aliyun(DragomanSandbox sandbox) throws Exception {
        var access = sandbox.aliyun();
        return new Client(new Config()
                .setAccessKeyId(access.accessKeyId())
                .setAccessKeySecret(access.accessKeySecret())
                .setEndpoint(access.endpoint())
                .setRegionId(access.regionId())
                .setProtocol("HTTP"));
    }

    static CsmsClient huawei(DragomanSandbox sandbox) {
        var access = sandbox.huawei();
        var keys = new BasicCredentials().withAk(access.ak()).withSk(access.sk()).withProjectId(access.projectId());
        return CsmsClient.newBuilder().withEndpoint(access.endpoint()).withCredential(keys).build();
    }

    static String read(Client client, String name) throws Exception {
        return client.getSecretValue(new GetSecretValueRequest().setSecretName(name)).getBody().getSecretData();
    }
}
