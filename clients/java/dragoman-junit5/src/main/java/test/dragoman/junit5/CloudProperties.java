package test.dragoman.junit5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What official SDKs read of the JVM: the proxy that answers for the clouds' own host names, the trust store, and the
 * credentials of Alibaba Cloud. Properties are of the whole JVM: the proxy and the trust store suit tests that run in
 * parallel, the credentials do not.
 */
public final class CloudProperties implements AutoCloseable {
    /** A store that keeps nothing secret needs a password all the same. */
    private static final String PASSWORD = "changeit";

    private final Map<String, String> before = new LinkedHashMap<>();

    private CloudProperties(Map<String, String> properties) {
        properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    }

    /** Leads clients under the clouds' own host names to a gateway, until it is closed. */
    public static CloudProperties of(DragomanGateway gateway) {
        return new CloudProperties(connection(gateway));
    }

    /** The same, with a sandbox's credentials for Alibaba Cloud's default chain. */
    public static CloudProperties of(DragomanGateway gateway, DragomanSandbox sandbox) {
        var properties = connection(gateway);
        properties.put("alibabacloud.accessKeyId", sandbox.aliyun().accessKeyId());
        properties.put("alibabacloud.accessKeySecret", sandbox.aliyun().accessKeySecret());
        return new CloudProperties(properties);
    }

    /** Sets back what was there before. */
    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) System.clearProperty(name);
            else System.setProperty(name, value);
        });
    }

    private static Map<String, String> connection(DragomanGateway gateway) {
        var address = URI.create(gateway.url());
        var properties = new LinkedHashMap<String, String>();
        for (var scheme : new String[] {"http", "https"}) {
            properties.put(scheme + ".proxyHost", address.getHost());
            properties.put(scheme + ".proxyPort", Integer.toString(address.getPort()));
        }
        properties.put("http.nonProxyHosts", "localhost|127.0.0.1");
        var authority = gateway.authority();
        if (authority != null) {
            properties.put("javax.net.ssl.trustStore", trustStore(authority).toString());
            properties.put("javax.net.ssl.trustStorePassword", PASSWORD);
            properties.put("javax.net.ssl.trustStoreType", "PKCS12");
        }
        return properties;
    }

    /** A store with the gateway's authority and all that the JVM trusts by itself. */
    private static Path trustStore(String authority) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (var manager : factory.getTrustManagers())
                if (manager instanceof X509TrustManager trusting)
                    for (X509Certificate issuer : trusting.getAcceptedIssuers())
                        store.setCertificateEntry("public-" + store.size(), issuer);
            var bytes = new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII));
            store.setCertificateEntry("dragoman", CertificateFactory.getInstance("X.509").generateCertificate(bytes));
            var file = Files.createTempFile("dragoman-trust-", ".p12");
            file.toFile().deleteOnExit();
            try (var output = Files.newOutputStream(file)) {
                store.store(output, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException error) {
            throw new DragomanException("trust-store", "the trust store is not made: " + error.getMessage(), error);
        }
    }
}
