#include "aws/sender_domain.h"

#include "base/text.h"
#include "net/url.h"

#include <algorithm>

namespace audience::aws {

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
            parts.emplace_back(part);
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

RecordReport verdict(RecordVerdict what, std::string found, std::string_view finding) {
    return {what, {}, std::move(found), std::string(finding)};
}

// "p" of "v=DMARC1; p=none"; keys ignore case.
std::string tagOf(const std::string &record, std::string_view key) {
    for (const std::string &part : split(record, ';'))
        if (const std::size_t equals = part.find('='); equals != std::string::npos && equalsAscii(trimmed(std::string_view(part).substr(0, equals)), key))
            return toLowerAscii(trimmed(std::string_view(part).substr(equals + 1)));
    return {};
}

Result<Json> identityOf(Client &client, SenderReport &report, const std::string &address, const CancelToken &cancel) {
    for (const std::string &name : {report.domain, address}) {
        auto answer = client.ses("GET", "/v2/email/identities/" + net::percentEncode(name), "GetEmailIdentity", nullptr, cancel);
        if (!answer && answer.error().id == "aws.missing")
            continue;
        if (answer) {
            report.identity = name;
            report.isKnown = true;
        }
        return answer;
    }
    return Json(Json::object());
}

void readDkim(const Json &identity, SenderReport &report) {
    const Json *dkim = jsonMember(identity, "DkimAttributes");
    if (!dkim || !dkim->is_object())
        return;
    report.signs = jsonBool(*dkim, "SigningEnabled");
    report.dkimStatus = jsonText(*dkim, "Status");
    const Json *tokens = jsonMember(*dkim, "Tokens");
    if (!tokens || !tokens->is_array() || jsonText(*dkim, "SigningAttributesOrigin", "AWS_SES") == "EXTERNAL")
        return;
    const std::string zone = jsonText(*dkim, "SigningHostedZone", "dkim.amazonses.com");
    for (const Json &token : *tokens)
        if (token.is_string())
            report.dkimRecords.push_back({token.get<std::string>() + "._domainkey." + report.domain, "CNAME", token.get<std::string>() + '.' + zone});
}

// Up the tree until a policy is found, as receivers do; the last two labels are asked too.
Result<RecordReport> findDmarc(TextResolver &resolver, const std::string &domain, const CancelToken &cancel) {
    std::string at = domain;
    while (true) {
        const std::string name = "_dmarc." + at;
        TRY_ASSIGN(const auto texts, resolver.texts(name, cancel));
        RecordReport found = dmarcVerdict(texts, at != domain);
        found.name = name;
        const std::size_t dot = at.find('.');
        const bool isTop = dot == std::string::npos || at.find('.', dot + 1) == std::string::npos;
        if (found.verdict != RecordVerdict::Missing || isTop) {
            if (found.verdict == RecordVerdict::Missing)
                found.name = "_dmarc." + domain;
            return found;
        }
        at.erase(0, dot + 1);
    }
}

Result<RecordReport> findSpf(TextResolver &resolver, const std::string &mailFrom, const CancelToken &cancel) {
    TRY_ASSIGN(const auto texts, resolver.texts(mailFrom, cancel));
    RecordReport found = spfVerdict(texts);
    found.name = mailFrom;
    return found;
}

// A name that cannot be asked is unknown, and no reason to say nothing of the rest.
Result<void> take(RecordReport &into, Result<RecordReport> from, const std::string &name) {
    if (from)
        into = *std::move(from);
    else if (from.error().kind == ErrorKind::Cancelled)
        return std::move(from).error();
    else
        into = {RecordVerdict::Unknown, name, {}, from.error().id};
    return {};
}

} // namespace

std::string_view toText(RecordVerdict verdict) {
    switch (verdict) {
    case RecordVerdict::Missing:
        return "missing";
    case RecordVerdict::Invalid:
        return "invalid";
    case RecordVerdict::Weak:
        return "weak";
    case RecordVerdict::Good:
        return "good";
    case RecordVerdict::Unknown:
        break;
    }
    return "unknown";
}

static std::vector<std::string> spfRecords(const std::vector<std::string> &texts) {
    std::vector<std::string> records;
    for (const std::string &text : texts)
        if (startsWithAscii(text, "v=spf1") && (text.size() == 6 || text[6] == ' '))
            records.push_back(text);
    return records;
}

RecordReport ownSpfVerdict(const std::vector<std::string> &texts) {
    const std::vector<std::string> records = spfRecords(texts);
    if (records.empty())
        return verdict(RecordVerdict::Missing, {}, "smtp.spf_missing");
    if (records.size() > 1)
        return verdict(RecordVerdict::Invalid, records[0] + " | " + records[1], "smtp.spf_twice");
    const std::vector<std::string> terms = split(toLowerAscii(records.front()), ' ');
    const auto has = [&](const char *term) { return std::find(terms.begin(), terms.end(), term) != terms.end(); };
    if (has("+all") || has("all"))
        return verdict(RecordVerdict::Invalid, records.front(), "aws.spf_everybody");
    const bool isElsewhere = std::any_of(terms.begin(), terms.end(), [](const std::string &term) { return term.rfind("redirect=", 0) == 0; });
    return has("-all") || has("~all") || isElsewhere ? verdict(RecordVerdict::Good, records.front(), {}) : verdict(RecordVerdict::Weak, records.front(), "smtp.spf_open");
}

RecordReport spfVerdict(const std::vector<std::string> &texts) {
    const std::vector<std::string> records = spfRecords(texts);
    if (records.empty())
        return verdict(RecordVerdict::Missing, {}, "aws.spf_missing");
    if (records.size() > 1)
        return verdict(RecordVerdict::Invalid, records[0] + " | " + records[1], "aws.spf_twice");
    const std::vector<std::string> terms = split(toLowerAscii(records.front()), ' ');
    const auto has = [&](const char *term) { return std::find(terms.begin(), terms.end(), term) != terms.end(); };
    if (!has("include:amazonses.com") && !has("+include:amazonses.com"))
        return verdict(RecordVerdict::Invalid, records.front(), "aws.spf_without_ses");
    if (has("+all") || has("all"))
        return verdict(RecordVerdict::Invalid, records.front(), "aws.spf_everybody");
    return has("-all") || has("~all") ? verdict(RecordVerdict::Good, records.front(), {}) : verdict(RecordVerdict::Weak, records.front(), "aws.spf_open");
}

RecordReport dmarcVerdict(const std::vector<std::string> &texts, bool isOfParent) {
    std::vector<std::string> records;
    for (const std::string &text : texts)
        if (equalsAscii(trimmed(std::string_view(text).substr(0, text.find(';'))), "v=DMARC1"))
            records.push_back(text);
    if (records.empty())
        return verdict(RecordVerdict::Missing, {}, "aws.dmarc_missing");
    if (records.size() > 1)
        return verdict(RecordVerdict::Invalid, records[0] + " | " + records[1], "aws.dmarc_twice");
    const std::string &record = records.front();
    const std::string own = tagOf(record, "p"), ofChildren = isOfParent ? tagOf(record, "sp") : std::string();
    const std::string policy = ofChildren.empty() ? own : ofChildren;
    if (policy == "none")
        return verdict(RecordVerdict::Weak, record, "aws.dmarc_none");
    if (policy == "quarantine" || policy == "reject")
        return verdict(RecordVerdict::Good, record, {});
    return verdict(RecordVerdict::Invalid, record, "aws.dmarc_without_policy");
}

Result<AccountReport> accountReport(Client &client, const CancelToken &cancel) {
    TRY_ASSIGN(const Json account, client.ses("GET", "/v2/email/account", "GetAccount", nullptr, cancel));
    AccountReport report;
    report.isSandbox = !jsonBool(account, "ProductionAccessEnabled");
    report.isEnabled = jsonBool(account, "SendingEnabled", true);
    report.enforcement = jsonText(account, "EnforcementStatus");
    if (const Json *quota = jsonMember(account, "SendQuota"); quota && quota->is_object()) {
        report.perSecond = jsonNumber(*quota, "MaxSendRate");
        report.perDay = jsonNumber(*quota, "Max24HourSend", -1);
        report.sentToday = jsonNumber(*quota, "SentLast24Hours");
    }
    return report;
}

Result<DomainReport> domainReport(TextResolver &resolver, const std::string &address, const CancelToken &cancel) {
    DomainReport report;
    report.domain = toLowerAscii(address.substr(address.rfind('@') + 1));
    const auto findOwn = [&]() -> Result<RecordReport> {
        TRY_ASSIGN(const auto texts, resolver.texts(report.domain, cancel));
        RecordReport found = ownSpfVerdict(texts);
        found.name = report.domain;
        return found;
    };
    TRY(take(report.spf, findOwn(), report.domain));
    TRY(take(report.dmarc, findDmarc(resolver, report.domain, cancel), "_dmarc." + report.domain));
    return report;
}

Result<SenderReport> senderReport(Client &client, TextResolver *resolver, const std::string &address, const CancelToken &cancel) {
    SenderReport report;
    report.domain = toLowerAscii(address.substr(address.rfind('@') + 1));
    TRY_ASSIGN(const Json identity, identityOf(client, report, address, cancel));
    report.isVerified = jsonBool(identity, "VerifiedForSendingStatus");
    readDkim(identity, report);
    if (const Json *from = jsonMember(identity, "MailFromAttributes"); from && from->is_object()) {
        report.mailFromDomain = jsonText(*from, "MailFromDomain");
        report.mailFromStatus = jsonText(*from, "MailFromDomainStatus");
    }
    report.dmarc.name = "_dmarc." + report.domain;
    report.spf.name = report.mailFromDomain;
    if (report.mailFromDomain.empty()) // SPF then vouches for Amazon's domain, not for this one
        report.spf = {RecordVerdict::Weak, {}, {}, "aws.mail_from_missing"};
    if (!resolver)
        return report;
    TRY(take(report.dmarc, findDmarc(*resolver, report.domain, cancel), report.dmarc.name));
    if (!report.mailFromDomain.empty())
        TRY(take(report.spf, findSpf(*resolver, report.mailFromDomain, cancel), report.mailFromDomain));
    return report;
}

} // namespace audience::aws
