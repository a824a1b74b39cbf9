package project;

import com.aliyun.kms20160120.Client;
import com.aliyun.teaopenapi.models.Config;

/** A program that reads a secret, and tries as often as its first argument says; it may print it, or go on then. */
final class Reads {
    private static final long FIRST_WAIT_MS = 100;

    private Reads() {}

    public static void main(String[] args) throws Exception {
        var client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setRegionId("cn-hangzhou")
                .setProtocol("http"));
        for (var attempt = 0; attempt < Integer.parseInt(args[0]); attempt += 1) {
            try {
                var value = Clients.read(client, "db");
                var way = args.length > 1 ? args[1] : "";
                if (way.equals("print")) System.out.println(value);
                if (way.equals("stay")) Thread.sleep(60_000);
                System.exit(0);
            } catch (Exception rejected) {
                Thread.sleep(FIRST_WAIT_MS << attempt);
            }
        }
        System.exit(1);
    }
}
