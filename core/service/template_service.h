// Email templates: saved sources, their findings, and what one person would get.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/imprint.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

class Session;

// A field the template reads, and who lacks it.
struct FieldUse {
    std::string field;
    std::int64_t missing = 0; // people without a value
    bool isKnown = true;      // the data have such a column
    bool hasFallback = true;  // every place that writes it says what stands there instead
};

// One that is stored and cannot be read: its versions and its name are still there.
struct DamagedTemplate {
    TemplateId id;
    std::int64_t revision = 0;
    std::string name;
    Error error;
};

// The email made for everybody.
struct TrialReport {
    std::int64_t people = 0, works = 0;
    struct Failure {
        std::string key, to;
        Error error;
    };
    std::vector<Failure> failures; // the first ones
};

struct TestReport {
    bool isPractice = true;
    std::string path;      // practice: the message as a file; nothing left this computer
    std::string messageId; // else Amazon's, or what a mail server was given
    std::string host;      // the mail server that took it; empty: Amazon
};

// How a test may leave.
struct TestWay {
    std::string connection, from; // "practice": a file, from nobody
    std::string host;             // of a mail server; empty: Amazon
};

class TemplateService {
public:
    explicit TemplateService(Session &session) : m_session(session) {}

    // By name. `damaged`: those that cannot be read, which are left out.
    Result<std::vector<TemplateView>> list(std::vector<DamagedTemplate> *damaged = nullptr) const;
    // Errors: "definition.not_found", "template.damaged" {name, reason, path}, "template.newer_version".
    Result<TemplateView> find(TemplateId id) const;
    Result<TemplateView> findByName(const std::string &name) const;
    // With the HTML of its blocks as they are now. Errors: "definition.stale", "definition.name_taken",
    // "definition.no_name", those of the documents and of the brand.
    Result<TemplateView> save(const TemplateView &value);
    // The one to save over under this name, also where it cannot be read; an empty one where there is none.
    Result<TemplateView> forName(const std::string &name) const;
    Result<void> remove(TemplateId id);

    // What follows takes blocks as they are, whatever their HTML says.
    // Syntax, unknown fields, lint, blocks; needs no person.
    std::vector<FindingView> check(const model::EmailTemplate &email) const;
    // The fields the template reads.
    std::vector<std::string> usedFields(const model::EmailTemplate &email) const;
    // The email with what these people are called by; as it is where there are no people.
    model::EmailTemplate fitted(const model::EmailTemplate &email) const;
    // The email as that person (key of a profile; empty: the first one) would see it; with the words of `instead`
    // where the workspace has no name or no postal address of its own yet.
    Result<EmailPreview> preview(const model::EmailTemplate &email, const std::string &personKey = {}, const Imprint &instead = {}) const;
    // Its HTML for anybody: every field is empty, so that what stands in for it shows. Needs no people.
    Result<std::string> forAnybody(const model::EmailTemplate &email) const;
    // The fields with how many of the people lack each; the ones most lack first.
    Result<std::vector<FieldUse>> fieldUses(const model::EmailTemplate &email, const CancelToken &cancel = {}) const;
    // The same email with words for those who lack the field, wherever it is written without any.
    static model::EmailTemplate withFallback(model::EmailTemplate email, const std::string &field, const std::string &words);
    // Makes the email for everybody. Errors: those of the template, "cancelled".
    Result<TrialReport> tryAll(const model::EmailTemplate &email, Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    // What the checks look for in this email; what is not among the findings has passed.
    static std::vector<std::string> checkIds(const model::EmailTemplate &email);
    // The connection for new campaigns first, practice last.
    Result<std::vector<TestWay>> testWays() const;
    // One test to one address as that person would see it. `through`: a connection's name; "practice": a file; empty:
    // the connection for new campaigns, without any a file. Audited without the address. Errors: "template.test_suppressed" {address}, "template.test_failed"
    // {code}, "template.test_in_doubt" {address}, the address's, the standing's and the connection's.
    Result<TestReport> sendTest(const model::EmailTemplate &email, const std::string &personKey, const std::string &address,
                                const std::string &through = {});
    // People whose key, name or address has these words in it; empty: the first ones.
    Result<std::vector<std::pair<std::string, std::string>>> findPeople(const std::string &words, int most, const CancelToken &cancel = {}) const;
    // The person after (1) or before (-1) this one, round the end.
    Result<std::string> neighbour(const std::string &personKey, int by) const;

private:
    Session &m_session;
};

} // namespace audience::service
