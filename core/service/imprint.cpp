#include "service/imprint.h"

#include "base/json.h"
#include "base/text.h"
#include "service/connection_service.h"
#include "service/email_renderer.h"
#include "service/session.h"

#include <algorithm>
#include <sstream>

namespace audience::service {

namespace {

constexpr const char *kSetting = "imprint";

std::string onOneLine(const std::string &text) {
    std::istringstream words(text);
    std::string line, word;
    while (words >> word)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

} // namespace

// Without the address of a connection.
static Result<Imprint> typedImprint(Session &session) {
    TRY_ASSIGN(const Json json, session.workspace().setting(kSetting));
    return json.is_object() ? Imprint{jsonText(json, "name"), jsonText(json, "postal_address")} : Imprint{};
}

Result<Imprint> imprintOf(Session &session) {
    TRY_ASSIGN(Imprint imprint, typedImprint(session));
    if (!imprint.postalAddress.empty())
        return imprint;
    TRY_ASSIGN(const auto connections, ConnectionService(session).list());
    for (const ConnectionView &connection : connections)
        if (imprint.postalAddress.empty() && (connection.ses || connection.smtp))
            imprint.postalAddress = connection.ses ? connection.ses->postalAddress : connection.smtp->postalAddress;
    return imprint;
}

Result<void> saveImprint(Session &session, Imprint imprint) {
    return session.workspace().setSetting(kSetting, Json{{"name", onOneLine(imprint.name)}, {"postal_address", onOneLine(imprint.postalAddress)}});
}

Result<Imprint> changeImprint(Session &session, const Imprint &read, const Imprint &wanted) {
    TRY(session.workspace().write([&](const store::Connection &) -> Result<void> {
        TRY_ASSIGN(Imprint typed, typedImprint(session));
        TRY_ASSIGN(const Imprint now, imprintOf(session));
        for (const auto part : {&Imprint::name, &Imprint::postalAddress}) {
            if (read.*part == wanted.*part)
                continue;
            if (now.*part != read.*part && now.*part != onOneLine(wanted.*part))
                return Error(ErrorKind::Conflict, "imprint.changed_elsewhere").with("theirs", now.*part);
            typed.*part = wanted.*part;
        }
        return saveImprint(session, typed);
    }));
    return imprintOf(session);
}

std::vector<FindingView> imprintFindings(const model::EmailTemplate &email, const Imprint &imprint) {
    std::vector<FindingView> findings;
    const auto fields = EmailRenderer::usedFields(email);
    const auto look = [&](const char *field, const std::string &value, const char *id) {
        if (value.empty() && std::find(fields.begin(), fields.end(), field) != fields.end())
            findings.push_back({id, {}, {}, 0, 0, true});
    };
    look("sender_name", imprint.name, "template.no_sender_name");
    look("postal_address", imprint.postalAddress, "template.no_postal_address");
    return findings;
}

} // namespace audience::service
