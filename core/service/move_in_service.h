// Moving in from another tool: what an export of it holds, and bringing that over - people, what they said and when, who is
// never to be written to, emails in our Liquid, and what became of the emails of before. Any thread; both take their time.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace audience::service {

class Session;

struct MoveInOptions {
    std::string tool;                // "braze", "klaviyo", "customerio", "mailchimp"; empty: told from the files
    std::string zone;                // of times that say none; empty: not known
    std::string dataset = "people";  // where there are no people yet
    bool impliedIsYes = false;       // whom the tool wrote to without a yes on record has agreed
};

// Something that does not come over, or that a person should know.
struct MoveInFinding {
    std::string id; // a sentence of ui/text, with `args`
    std::vector<std::pair<std::string, std::string>> args;
    std::int64_t count = 0;
    std::string file; // empty: of none
    int line = 0;
};

struct MoveInFile {
    std::string name, kind; // "people", "suppressions", "history", "template", "known", "unknown"
    std::int64_t rows = 0, rejected = 0;
};

struct MoveInTemplate {
    std::string name, subject;
    int translated = 0; // places written anew
    std::int64_t left = 0; // places that stay as they are
    std::string keptAs; // once it is brought over; empty: it is not
};

struct MoveInView {
    std::string tool, toolName, label; // label: of the folder or file
    std::vector<MoveInFile> files;
    std::int64_t people = 0, withoutAddress = 0;
    // Addresses by what stands for them: "agreed", "implied", "silent", "left", "blocked", "bounced", "complained".
    std::map<std::string, std::int64_t> standings;
    std::vector<MoveInTemplate> templates;
    std::map<std::string, std::int64_t> past; // events of emails by their names
    std::int64_t mailings = 0;
    std::vector<MoveInFinding> findings;
    std::string localTime; // a time that says no zone, while none is given: then nothing is brought over
    std::string dataset;   // where the people go
    bool onlyKnown = false; // its people stay as they are, and nobody is added
};

struct MoveInReport {
    std::int64_t run = 0;
    MoveInView found;
    Instant startedAt, finishedAt;
    bool wentOn = false; // an earlier one had been broken off
    std::int64_t peopleBefore = 0, peopleNow = 0;
    std::int64_t agreed = 0, withdrawn = 0, blocked = 0; // now on record of those in the export
    std::int64_t pastKept = 0, pastOfStrangers = 0;
};

class MoveInService {
public:
    explicit MoveInService(Session &session) : m_session(session) {}

    // Writes nothing. Errors: those of movein::ExportFiles and surveyExport().
    Result<MoveInView> look(const std::string &path, const MoveInOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    // Everything at once, in steps that are each whole: stopped or killed, the same call goes on. Made twice, the second brings
    // nothing twice. Errors: also "movein.needs_zone" {example}, those of the import.
    Result<MoveInReport> run(const std::string &path, const MoveInOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});
    // The newest first.
    Result<std::vector<MoveInReport>> reports(int most = 20) const;

private:
    Session &m_session;
};

Json toJson(const MoveInView &view);
Json toJson(const MoveInReport &report);
MoveInReport moveInReportFromJson(const Json &json);

} // namespace audience::service
