// Where a version of a template stands on its way to being sent: draft, in review, approved, told from the audit log, which
// nobody can rewrite. Whoever wrote in it since it was approved last cannot approve it; where the log knows nobody who did,
// whoever asked cannot. A change makes it a draft again, another name does not. Any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

class Session;

enum class ReviewState { Draft, InReview, Approved };
std::string_view toText(ReviewState state); // "draft", "in_review", "approved"

// One entry of the audit log about a template.
struct ReviewStep {
    enum class What { Saved, Restored, Asked, Withdrawn, Approved, Returned } what = What::Saved;
    std::int64_t revision = 0;
    std::string by, note;
    Instant at;
};
std::string_view toText(ReviewStep::What what); // "saved", "restored", "review_asked", "review_withdrawn", "approved", "returned"

struct TemplateReview {
    std::int64_t revision = 0; // of the version it is about
    ReviewState state = ReviewState::Draft;
    std::string author;            // saved what it says
    std::set<std::string> authors; // who cannot approve it
    std::string me;                // who asks
    std::vector<std::string> others; // further people who have worked in this workspace, the latest first
    ReviewStep last;               // the newest step of the review of what it says; Saved: there is none
    std::vector<ReviewStep> steps; // all of the template, the newest first
    bool isReturned() const { return state == ReviewState::Draft && last.what == ReviewStep::What::Returned; }
    bool isMine() const { return authors.count(me) != 0; }
    bool canApprove() const { return state == ReviewState::InReview && !isMine(); }
};

class TemplateReviewService {
public:
    explicit TemplateReviewService(Session &session) : m_session(session) {}

    // `revision`: a version of it; 0: the newest. Error "definition.not_found".
    Result<TemplateReview> of(TemplateId id, std::int64_t revision = 0) const;
    // Of the newest version of every template.
    Result<std::map<std::int64_t, ReviewState>> states() const;

    // Each is about the version that was looked at, and is an entry of the audit log. Errors of all: "definition.not_found",
    // "definition.stale" where somebody has saved a newer one.
    Result<TemplateReview> ask(TemplateId id, std::int64_t revision, const std::string &note = {}); // "template.already_approved" {name},
                                                                                                     // "template.filler_left" {name, text}
    Result<TemplateReview> approve(TemplateId id, std::int64_t revision); // "template.not_in_review" {name}, "template.own_approval" {name, by}
    // Back to the author; also what was approved. Error "template.not_in_review" {name}.
    Result<TemplateReview> giveBack(TemplateId id, std::int64_t revision, const std::string &note = {});
    // The newest of these steps is as if it had not been taken; error "template.nothing_to_withdraw" {name}.
    Result<TemplateReview> withdraw(TemplateId id, std::int64_t revision);

private:
    Result<void> step(TemplateId id, std::int64_t revision, ReviewStep::What what, const std::string &note);
    Session &m_session;
};

} // namespace audience::service
