import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Java's clients: every URL twice by each of them. Prints `<client> | <url> | <status or error>`. */
public class Probe {
    public static void main(String[] urls) throws Exception {
        var client = HttpClient.newHttpClient();
        for (var url : urls) {
            for (int turn = 0; turn < 2; turn += 1) {
                System.out.println("HttpURLConnection | " + url + " | " + byConnection(url));
                System.out.println("HttpClient | " + url + " | " + byClient(client, url));
            }
        }
    }

    private static Object byConnection(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            return connection.getResponseCode();
        } catch (IOException error) {
            return "error";
        }
    }

    private static Object byClient(HttpClient client, String url) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException error) {
            return "error";
        }
    }
}
