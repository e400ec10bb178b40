#include "delivery/ses_transport.h"

#include "base/json.h"
#include "email/mime_encoding.h"
#include "net/sigv4.h"

namespace audience::delivery {

namespace {

Json content(std::string_view data) {
    return Json{{"Data", data}, {"Charset", "UTF-8"}};
}

Json tag(std::string_view name, std::string_view value) {
    return Json{{"Name", name}, {"Value", value}};
}

} // namespace

Result<std::string> sendEmailBody(const Parcel &parcel, const model::SesConnection &connection,
                                  const std::string &listTopic) {
    const email::OutgoingEmail &email = parcel.email;
    TRY_ASSIGN(const std::string from, email::mailboxText(email.from, "From"));
    TRY_ASSIGN(const std::string to, email::mailboxText(email.to, "To"));
    TRY_ASSIGN(const std::string text, email::textPart(email));
    TRY_ASSIGN(const std::vector<email::Header> headers, email::requestHeaders(email));

    Json simple;
    simple["Subject"] =
        content(email::needsEncodedWords(email.subject) ? email::encodedWords(email.subject, 0, " ")
                                                        : email.subject);
    simple["Body"]["Text"] = content(text);
    if (!email.html.empty())
        simple["Body"]["Html"] = content(email.html);
    for (const email::Header &header : headers)
        simple["Headers"].push_back(Json{{"Name", header.name}, {"Value", header.value}});

    Json request;
    request["FromEmailAddress"] = from;
    request["Destination"]["ToAddresses"] = Json::array({to});
    if (email.replyTo) {
        TRY_ASSIGN(const std::string replyTo, email::mailboxText(*email.replyTo, "Reply-To"));
        request["ReplyToAddresses"] = Json::array({replyTo});
    }
    request["Content"]["Simple"] = std::move(simple);
    request["EmailTags"] =
        Json::array({tag("as_ws", parcel.workspace), tag("as_attempt", parcel.tag),
                     tag("campaign", parcel.campaign)});
    if (!connection.configurationSet.empty())
        request["ConfigurationSetName"] = connection.configurationSet;
    if (connection.unsubscribe.kind == model::UnsubscribeKind::SesList) {
        request["ListManagementOptions"]["ContactListName"] = connection.unsubscribe.value;
        if (!listTopic.empty())
            request["ListManagementOptions"]["TopicName"] = listTopic;
    }
    return dumpJson(request);
}

Result<void> SesTransport::submit(const Parcel &parcel, Callback callback) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = m_connection.baseUrl() + "/v2/email/outbound-emails";
    net::setHeader(request.headers, "Content-Type", "application/json");
    TRY_ASSIGN(request.body, sendEmailBody(parcel, m_connection, m_listTopic));
    TRY_ASSIGN(const net::AwsCredentials credentials, m_credentials());
    TRY(net::signRequest(request, credentials,
                         {m_connection.region, "ses", m_skew.signingTime(m_clock)}));
    return m_sender.submit(std::move(request),
                           [this, callback = std::move(callback)](net::EffectOutcome answer) {
                               Outcome outcome = classifySesOutcome(answer);
                               // The clock was wrong, not the keys: the next attempt is signed with
                               // the right time.
                               if (outcome.outcome == OutcomeClass::AuthPause &&
                                   m_skew.learn(std::get<net::Answer>(answer).response, m_clock))
                                   outcome.outcome = OutcomeClass::NotSent;
                               callback(std::move(outcome));
                           });
}

} // namespace audience::delivery
