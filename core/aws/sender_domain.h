// What mailboxes will think of a sender: its identity at SES, the records to set for DKIM, and what the domain's own
// records say (SPF, DMARC). Reads only. Source of the rules: RFC 7208, RFC 7489, the bulk-sender rules of large mailboxes.
#pragma once

#include "aws/client.h"
#include "aws/dns.h"

namespace audience::aws {

enum class RecordVerdict {
    Unknown, // could not be asked
    Missing,
    Invalid, // there, and refused by those who read it
    Weak,    // enough to send in bulk, protects nothing
    Good
};
std::string_view toText(RecordVerdict verdict); // "unknown", "missing", "invalid", "weak", "good"

struct DnsRecord {
    std::string name, type, value; // "x._domainkey.example.com", "CNAME", "x.dkim.amazonses.com"
};

struct RecordReport {
    RecordVerdict verdict = RecordVerdict::Unknown;
    std::string name, found; // where it was looked for, and what stands there
    std::string finding;     // id of the sentence that says what to do: "aws.dmarc_none"; empty: all is well
};

struct SenderReport {
    std::string identity, domain; // the identity that SES knows; of the address
    bool isKnown = false, isVerified = false, signs = false;
    std::string dkimStatus; // SES's word: SUCCESS, PENDING, FAILED, TEMPORARY_FAILURE, NOT_STARTED
    std::vector<DnsRecord> dkimRecords; // to be set at the domain
    std::string mailFromDomain, mailFromStatus;
    RecordReport spf, dmarc;
};

// What the domain itself says, whoever sends for it.
struct DomainReport {
    std::string domain;
    RecordReport spf, dmarc;
};

struct AccountReport {
    bool isSandbox = false, isEnabled = true;
    std::string enforcement; // HEALTHY, PROBATION, SHUTDOWN
    double perSecond = 0, perDay = 0, sentToday = 0; // perDay -1: no limit
};

Result<AccountReport> accountReport(Client &client, const CancelToken &cancel = {});
// A sender that SES does not know is a report too. No resolver: the domain's records stay unknown.
Result<SenderReport> senderReport(Client &client, TextResolver *resolver, const std::string &address, const CancelToken &cancel = {});

Result<DomainReport> domainReport(TextResolver &resolver, const std::string &address, const CancelToken &cancel = {});

// The verdicts on what a name's TXT records say.
RecordReport spfVerdict(const std::vector<std::string> &texts);
RecordReport ownSpfVerdict(const std::vector<std::string> &texts); // of a domain whose servers only its owner knows
RecordReport dmarcVerdict(const std::vector<std::string> &texts, bool isOfParent);

} // namespace audience::aws
