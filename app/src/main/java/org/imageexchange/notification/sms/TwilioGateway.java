package org.imageexchange.notification.sms;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;

/** Text messages by Twilio's own SDK. */
class TwilioGateway implements Gateway {

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);
    private static final Timeout READ_TIMEOUT = Timeout.ofSeconds(15);

    private static final String UNREACHABLE = "The SMS gateway can't be reached.";

    private final TwilioRestClient client;
    private final PhoneNumber from;

    TwilioGateway(TwilioSettings settings, HttpClient http) {
        this.client = new TwilioRestClient.Builder(
                        TwilioSettings.require(settings.accountSid(), "account-sid"),
                        TwilioSettings.require(settings.authToken(), "auth-token"))
                .httpClient(http)
                .build();
        this.from = new PhoneNumber(TwilioSettings.require(settings.from(), "from"));
    }

    /** The SDK's own client waits for half a minute, too long for a worker. */
    @SuppressWarnings("deprecation") // the SDK takes its connect timeout from here only
    static HttpClient httpClient() {
        return new NetworkHttpClient(
                RequestConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setConnectionRequestTimeout(CONNECT_TIMEOUT)
                        .setResponseTimeout(READ_TIMEOUT)
                        .build(),
                SocketConfig.custom().setSoTimeout(READ_TIMEOUT).build());
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public void handOver(Message message) throws NotTaken {
        try {
            new MessageCreator(new PhoneNumber(message.to().value()), from, message.text()).create(client);
        } catch (ApiException e) {
            throw new NotTaken(reason(e));
        } catch (ApiConnectionException e) {
            throw new NotTaken(UNREACHABLE);
        } catch (TwilioException e) {
            throw new NotTaken("The SMS gateway failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Its codes alone: its message repeats the number. */
    private static String reason(ApiException failure) {
        var status = failure.getStatusCode();
        var code = failure.getCode();
        if (status == null && code == null) {
            return UNREACHABLE; // the SDK wraps a broken connection in the same exception
        }
        return "The SMS gateway refused the message (HTTP " + status + ", Twilio error " + code + ").";
    }
}
