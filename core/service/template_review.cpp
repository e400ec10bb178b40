#include "service/template_review.h"

#include "base/json.h"
#include "blocks/block_lint.h"
#include "model/email_template.h"
#include "service/authors.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <array>
#include <optional>

namespace audience::service {

using What = ReviewStep::What;
using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

constexpr std::size_t kOthers = 8;
constexpr const char *kPrefix = "template.";

struct Kind {
    What what;
    std::string_view name; // after "template." in the log
};
constexpr std::array<Kind, 6> kKinds{{{What::Saved, "saved"}, {What::Restored, "restored"}, {What::Asked, "review_asked"},
                                      {What::Withdrawn, "review_withdrawn"}, {What::Approved, "approved"}, {What::Returned, "returned"}}};

std::string subjectOf(std::int64_t id) { return "template " + std::to_string(id); }

std::optional<ReviewStep> stepOf(const Json &entry) {
    const std::string name = jsonText(entry, "kind");
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind &one) { return name == kPrefix + std::string(one.name); });
    const Json *facts = jsonMember(entry, "facts");
    if (kind == kKinds.end() || !facts)
        return std::nullopt;
    return ReviewStep{kind->what, jsonInt(*facts, "revision"), jsonText(entry, "actor"), jsonText(*facts, "note"),
                      instantFromIso(jsonText(entry, "at")).value_or(Instant{})};
}

using Steps = std::map<std::int64_t, std::vector<ReviewStep>>; // by template, the oldest first

// Entries are text: what cannot be about a template is passed over without being read as JSON.
Result<Steps> stepsOf(const store::Connection &connection, std::int64_t id) {
    const std::string subject = "\"subject\":\"template " + (id == 0 ? std::string() : std::to_string(id) + "\"");
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT entry FROM audit_entry WHERE instr(entry, ?) > 0 ORDER BY number"));
    read.bind(1, subject);
    Steps steps;
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return steps;
        TRY_ASSIGN(const Json entry, parseJson(read.text(0)));
        const std::string about = jsonText(entry, "subject");
        const std::int64_t number = about.rfind("template ", 0) == 0 ? std::atoll(about.c_str() + 9) : 0;
        if (number <= 0 || about != subjectOf(number) || (id != 0 && number != id))
            continue;
        if (auto step = stepOf(entry))
            steps[number].push_back(std::move(*step));
    }
}

// The steps that decided on the versions `first` to `last`; one that was withdrawn is not among them.
std::vector<ReviewStep> standingSteps(const std::vector<ReviewStep> &steps, std::int64_t first, std::int64_t last) {
    std::vector<ReviewStep> standing;
    for (const ReviewStep &one : steps) {
        if (one.revision < first || one.revision > last || one.what == What::Saved || one.what == What::Restored)
            continue;
        if (one.what != What::Withdrawn)
            standing.push_back(one);
        else if (!standing.empty())
            standing.pop_back();
    }
    return standing;
}

ReviewState stateAfter(const std::vector<ReviewStep> &standing) {
    if (standing.empty() || standing.back().what == What::Returned)
        return ReviewState::Draft;
    return standing.back().what == What::Approved ? ReviewState::Approved : ReviewState::InReview;
}

// What its versions up to `revision` say, but for its name, the oldest first; no older ones than the last that was approved before.
// `newest`: only what `revision` says. Error "definition.not_found".
Result<std::vector<Wording>> wordingsOf(const store::Connection &connection, std::int64_t id, std::int64_t revision, const std::vector<ReviewStep> &steps, bool newest) {
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT revision, body FROM definition_revision WHERE kind = ? AND id = ? AND revision <= ? ORDER BY revision DESC"));
    read.bind(1, static_cast<int>(DefinitionKind::Template)).bind(2, id).bind(3, revision);
    const auto close = [&](Wording &one) { one.isApproved = stateAfter(standingSteps(steps, one.first, one.last)) == ReviewState::Approved; };
    std::vector<Wording> wordings;
    Json words;
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        TRY_ASSIGN(Json body, parseJson(read.text(1)));
        if (body.is_object())
            body.erase("name");
        if (!wordings.empty() && body == words) {
            wordings.back().first = read.int64(0);
            continue;
        }
        if (!wordings.empty())
            close(wordings.back());
        if (!wordings.empty() && (newest || (wordings.size() > 1 && wordings.back().isApproved)))
            break;
        wordings.push_back({read.int64(0), read.int64(0), false});
        words = std::move(body);
    }
    if (wordings.empty())
        return Error(ErrorKind::NotFound, "definition.not_found").with("kind", "template").with("name", std::to_string(id));
    close(wordings.back());
    std::reverse(wordings.begin(), wordings.end());
    return wordings;
}

// Who cannot approve what the last of the wordings says.
std::set<std::string> authorsOf(const std::vector<Wording> &wordings, const std::vector<ReviewStep> &steps) {
    std::map<std::int64_t, std::string> savers;
    for (const ReviewStep &one : steps)
        if (one.what == What::Saved)
            savers[one.revision] = one.by;
    std::set<std::string> authors = service::authorsOf(wordings, savers);
    if (authors.empty())
        for (const ReviewStep &one : standingSteps(steps, wordings.back().first, wordings.back().last))
            if (one.what == What::Asked)
                authors.insert(one.by);
    return authors;
}

Result<std::vector<std::string>> otherPeople(const store::Connection &connection, const std::string &me) {
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT entry ->> '$.actor' AS actor FROM audit_entry WHERE actor <> ? GROUP BY actor ORDER BY max(number) DESC LIMIT ?"));
    read.bind(1, me).bind(2, static_cast<std::int64_t>(kOthers));
    std::vector<std::string> others;
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return others;
        others.emplace_back(read.text(0));
    }
}

// Words that a new block began with, in the email, a translation or a variant; empty where there are none.
std::string fillerIn(const Definition &definition) {
    const auto email = model::emailTemplateFromJson(definition.body);
    if (!email)
        return {};
    std::vector<const std::optional<model::BlockDocument> *> documents{&email->blocks};
    for (const auto *others : {&email->translations, &email->variants})
        for (const auto &[name, content] : *others)
            documents.push_back(&content.blocks);
    for (const auto *document : documents)
        if (*document)
            for (const model::Finding &one : blocks::lintBlocks(**document))
                if (one.id == "lint.block_filler")
                    return one.args.front().second;
    return {};
}

Error about(ErrorKind kind, std::string_view id, const Definition &definition) { return Error(kind, id).with("name", definition.name); }

} // namespace

std::string_view toText(ReviewState state) {
    switch (state) {
    case ReviewState::Draft: return "draft";
    case ReviewState::InReview: return "in_review";
    case ReviewState::Approved: return "approved";
    }
    return "draft";
}

std::string_view toText(What what) {
    return std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind &one) { return one.what == what; })->name;
}

Result<TemplateReview> TemplateReviewService::of(TemplateId id, std::int64_t revision) const {
    if (revision == 0) {
        TRY_ASSIGN(const Definition newest, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, id.value));
        revision = newest.revision;
    }
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(Steps steps, stepsOf(*reader, id.value));
    TemplateReview review;
    review.revision = revision;
    review.me = m_session.workspace().audit().actor();
    review.steps = std::move(steps[id.value]);
    TRY_ASSIGN(const std::vector<Wording> wordings, wordingsOf(*reader, id.value, revision, review.steps, false));
    review.authors = authorsOf(wordings, review.steps);
    const std::int64_t first = wordings.back().first;
    const auto saved = std::find_if(review.steps.begin(), review.steps.end(), [&](const ReviewStep &one) { return one.what == What::Saved && one.revision == first; });
    if (saved != review.steps.end())
        review.author = saved->by;
    const auto standing = standingSteps(review.steps, first, revision);
    review.state = stateAfter(standing);
    if (!standing.empty())
        review.last = standing.back();
    std::reverse(review.steps.begin(), review.steps.end());
    TRY_ASSIGN(review.others, otherPeople(*reader, review.me));
    return review;
}

Result<std::map<std::int64_t, ReviewState>> TemplateReviewService::states() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const Steps steps, stepsOf(*reader, 0));
    TRY_ASSIGN(store::Statement read, reader->prepare("SELECT id, revision FROM definition WHERE kind = ?"));
    read.bind(1, static_cast<int>(DefinitionKind::Template));
    std::map<std::int64_t, ReviewState> states;
    for (;;) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return states;
        const std::int64_t id = read.int64(0), newest = read.int64(1);
        const auto own = steps.find(id);
        ReviewState &state = states[id];
        // Most have never been in review, and need no look at what their versions say.
        if (own == steps.end() || standingSteps(own->second, 1, newest).empty())
            continue;
        TRY_ASSIGN(const std::vector<Wording> now, wordingsOf(*reader, id, newest, own->second, true));
        state = stateAfter(standingSteps(own->second, now.back().first, newest));
    }
}

Result<void> TemplateReviewService::step(TemplateId id, std::int64_t revision, What what, const std::string &note) {
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const Definition newest, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, id.value));
        if (newest.revision != revision)
            return about(ErrorKind::Conflict, "definition.stale", newest)
                .with("kind", "template")
                .with("mine", std::to_string(revision))
                .with("theirs", std::to_string(newest.revision));
        TRY_ASSIGN(const TemplateReview before, of(id));
        if (what == What::Asked && before.state == ReviewState::Approved)
            return about(ErrorKind::Conflict, "template.already_approved", newest);
        if (what == What::Asked && before.state == ReviewState::InReview && note.empty())
            return {};
        if (const std::string filler = what == What::Asked ? fillerIn(newest) : std::string(); !filler.empty())
            return about(ErrorKind::Refused, "template.filler_left", newest).with("text", filler);
        if ((what == What::Approved && before.state != ReviewState::InReview) || (what == What::Returned && before.state == ReviewState::Draft))
            return about(ErrorKind::Conflict, "template.not_in_review", newest);
        if (what == What::Approved && before.isMine())
            return about(ErrorKind::Refused, "template.own_approval", newest).with("by", before.me);
        if (what == What::Withdrawn && before.last.what == What::Saved)
            return about(ErrorKind::Conflict, "template.nothing_to_withdraw", newest);
        Json facts{{"name", newest.name}, {"revision", revision}};
        if (!note.empty())
            facts["note"] = note;
        TRY(m_session.workspace().audit().append(connection, {kPrefix + std::string(toText(what)), subjectOf(id.value), std::move(facts), {}, {}}));
        return {};
    });
}

Result<TemplateReview> TemplateReviewService::ask(TemplateId id, std::int64_t revision, const std::string &note) {
    TRY(step(id, revision, What::Asked, note));
    return of(id);
}

Result<TemplateReview> TemplateReviewService::approve(TemplateId id, std::int64_t revision) {
    TRY(step(id, revision, What::Approved, {}));
    return of(id);
}

Result<TemplateReview> TemplateReviewService::giveBack(TemplateId id, std::int64_t revision, const std::string &note) {
    TRY(step(id, revision, What::Returned, note));
    return of(id);
}

Result<TemplateReview> TemplateReviewService::withdraw(TemplateId id, std::int64_t revision) {
    TRY(step(id, revision, What::Withdrawn, {}));
    return of(id);
}

} // namespace audience::service
