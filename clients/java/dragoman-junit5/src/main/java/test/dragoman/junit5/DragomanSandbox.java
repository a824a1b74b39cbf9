package test.dragoman.junit5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.Map;

/**
 * An isolated environment: three clouds over one vault, with credentials, a clock, faults and a journal of its own.
 * Clients with its credentials are in it, at the gateway's own address.
 */
public final class DragomanSandbox implements AutoCloseable {
    private final DragomanGateway gateway;
    private final DragomanControl control;
    private final String id;
    private final JsonObject credentials;

    DragomanSandbox(DragomanGateway gateway, JsonObject made) {
        this.gateway = gateway;
        this.id = made.get("id").getAsString();
        this.control = gateway.control().ofSandbox(id);
        this.credentials = made.getAsJsonObject("credentials");
    }

    public String id() {
        return id;
    }

    /** For clients that take an address: {@code http} and {@code https} on the same port. */
    public String url() {
        return gateway.url();
    }

    public HuaweiAccess huawei() {
        var of = credentials.getAsJsonObject("huawei");
        return new HuaweiAccess(
                url(), text(of, "region"), text(of, "project_id"), text(of, "ak"), text(of, "sk"),
                text(of, "domain_name"), text(of, "user_name"), text(of, "password"));
    }

    public AliyunAccess aliyun() {
        var of = credentials.getAsJsonObject("aliyun");
        return new AliyunAccess(
                URI.create(url()).getAuthority(), text(of, "region_id"), text(of, "account_id"),
                text(of, "access_key_id"), text(of, "access_key_secret"));
    }

    public BlueKingAccess blueKing() {
        var of = credentials.getAsJsonObject("bk");
        return new BlueKingAccess(
                url() + "/api/c/compapi/v2/jobv3/", url() + "/api/bk-job/prod/api/v3/",
                text(of, "bk_app_code"), text(of, "bk_app_secret"), text(of, "bk_username"), text(of, "bk_token"),
                text(of, "bk_scope_type"), text(of, "bk_scope_id"));
    }

    public DragomanClock clock() {
        return new DragomanClock(control);
    }

    public DragomanFaults faults() {
        return new DragomanFaults(control);
    }

    public DragomanJournal journal() {
        return new DragomanJournal(control);
    }

    /** Every other call of the control API, about this sandbox. */
    public DragomanControl control() {
        return control;
    }

    /**
     * Makes what is not there, all of it or none; gone at a reset. JSON as in a seed file:
     * {@code {"secrets": [{"name": "db", "value": "s3cr3t"}]}}.
     */
    public void seed(String seeds) {
        control.call("POST", "/seeds", JsonParser.parseString(seeds));
    }

    /** Goes back to the start with its seeds: secrets, clock, faults and journal. */
    public void reset() {
        gateway.keepRequests(control);
        control.call("POST", "/reset", Map.of());
    }

    /** Which facts the requests since the last reset rested on, and what they asked for that is not served. */
    public DragomanReceipt receipt() {
        return DragomanReceipt.read(control, Map.of());
    }

    /**
     * The same, with what is enough.
     *
     * @param minGrade what each operation and each error needs a fact of, or of a stronger grade: one of
     *     {@link DragomanReceipt#GRADES}
     * @throws DragomanException for another word
     */
    public DragomanReceipt receipt(String minGrade) {
        return DragomanReceipt.read(control, minGrade);
    }

    /** Makes seeds what the sandbox begins with, and goes back to at a reset. */
    void beginWith(String seeds) {
        seed(seeds);
        control.call("PUT", "/baseline", null);
    }

    /** Nothing of it is left. Does nothing where it is gone already. */
    @Override
    public void close() {
        try {
            gateway.keepRequests(control);
            gateway.control().call("DELETE", "/sandboxes/" + id, null);
        } catch (DragomanException gone) {
            if (!gone.code().equals("not-found")) throw gone;
        }
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "DragomanSandbox[" + id + " at " + url() + "]";
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null ? "" : value.getAsString();
    }
}
