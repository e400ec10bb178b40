// Campaigns from draft to report: create, check, send, watch, steer. Sending itself is delivery's.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

#include <memory>

namespace audience::service {

class Session;
struct MemberList;
struct TestReport;

// Who works on a campaign that is sending, where the caller does not.
enum class SendingWork {
    Elsewhere,   // another window or computer, or there is nothing to do yet
    Interrupted, // nobody; it is taken up again by itself in a moment
    Left         // nobody for so long that a person has to say so
};

class CampaignService {
public:
    explicit CampaignService(Session &session) : m_session(session) {}

    Result<std::vector<CampaignView>> list() const;
    Result<CampaignView> find(CampaignId id) const;
    Result<CampaignView> save(const CampaignView &campaign);
    Result<void> remove(CampaignId id);

    // A draft with the same content under a free name like `name`.
    Result<CampaignView> duplicate(CampaignId id, const std::string &name);

    // A draft with the content of a send that is over, to those of it who did not open (or click) it: a segment with
    // the rule that says so, asked when it starts. Programs that open every email are not people; who bounced, complained
    // or unsubscribed does not get it again. Error "campaign.not_over" {name}.
    enum class ResendTo { NonOpeners, NonClickers };
    struct Resend {
        CampaignView campaign;
        SegmentId made; // the segment, where there was none with this rule
    };
    Result<Resend> resend(CampaignId id, ResendTo to, const std::string &name, const std::string &segmentName);

    // Who is in its segments, and who of them can be emailed.
    Result<CountView> count(const model::Campaign &campaign, const CancelToken &cancel = {}) const;
    // The email as the first of the people would see it; the armed one, once it is.
    Result<EmailPreview> preview(const model::Campaign &campaign) const;
    // That email to one address, as TemplateService::sendTest sends it.
    Result<TestReport> sendTest(const model::Campaign &campaign, const std::string &address);
    // Those in its segments who cannot be emailed, for one of CountView's reasons; and those who are left where
    // these reasons keep people back.
    Result<std::shared_ptr<const MemberList>> keptBack(const model::Campaign &campaign, const std::string &reason, const CancelToken &cancel = {}) const;
    Result<std::shared_ptr<const MemberList>> left(const model::Campaign &campaign, const std::vector<std::string> &reasons, const CancelToken &cancel = {}) const;
    // What stands in the way and what does not; anybody may look.
    Result<std::vector<CheckView>> check(CampaignId id);
    // Each is about what was looked at (`revision`; 0: as it is now) and names who took it, here and in the audit log. Where the
    // workspace wants campaigns approved, whoever wrote what it sends cannot approve it. Errors: "definition.stale",
    // "campaign.already_approved" {name} (ask), "campaign.own_approval" {name, by} (approve), "campaign.scheduled" {name} and
    // "campaign.already_started" {name} (ask and withdraw).
    Result<void> askApproval(CampaignId id, std::int64_t revision = 0);
    Result<void> approve(CampaignId id, std::int64_t revision = 0);
    Result<void> withdrawApproval(CampaignId id, std::int64_t revision = 0); // the approval; where there is none, what was asked
    bool isMine(const CampaignView &campaign) const; // this person wrote what it sends
    // The answer to "why may you write to these people?", asked once where the data carry no consent.
    Result<void> giveLegalBasis(CampaignId id, const std::string &basis, const std::string &statement);

    // From now on the campaign and the template stay as they are. With a start in the future it is
    // scheduled: the audience is counted at the start. Otherwise the audience is frozen now and the run
    // begins; nothing leaves before run(). Errors: the failed checks, "campaign.already_started" {name},
    // "campaign.scheduled" {name}.
    // `takeBack`: nothing leaves before that, and takeBack() makes it a draft again.
    Result<void> arm(CampaignId id, std::chrono::seconds takeBack = std::chrono::seconds(0));
    // As if it had never been sent; error "delivery.already_sending" {run}: the first email is out.
    Result<void> takeBack(CampaignId id);
    Result<void> schedule(CampaignId id, Instant start, const std::string &zone);
    // Another start for what is scheduled; its email and its approval stay. Errors: "campaign.not_scheduled" {name},
    // "check.start_passed".
    Result<void> reschedule(CampaignId id, Instant start);
    // A draft again; what repeats and has run before ends its series, and a run that goes on is not touched.
    // Error "campaign.not_scheduled" {name}.
    Result<void> unschedule(CampaignId id);
    // Starts what is due, on the machine that sends; on another one it leaves all to that. What is later
    // than two hours waits for resume().
    Result<std::vector<DueStart>> startDue();
    // Sends that nobody goes on with: a crash left them, or another one had the right to send and is silent now.
    // run() takes them over. Those that showed no life for two hours are a person's to decide.
    enum class Left { Fresh, Old };
    Result<std::vector<CampaignView>> leftBehind(Left which) const;
    Result<SendingWork> workOn(CampaignId id) const; // of one that is sending
    Result<std::vector<CampaignView>> calendar() const; // scheduled or missed, the next first
    // The coming starts of one that is scheduled, the next first, at most so many.
    std::vector<Instant> starts(const CampaignView &campaign, std::size_t most) const;
    Result<SendingMachine> sendingMachine() const;
    // Starts are meant in the workspace's zone. A time without a zone of its own is in `zone`.
    // Errors: "zone.unknown" {zone}, "campaign.bad_time" {text}.
    std::string zone() const;
    Result<Instant> startFromText(const std::string &text, const std::string &zone) const;
    std::string startText(const model::Campaign &campaign) const; // "2026-12-01 09:00" in its zone
    std::string timeText(Instant at, const model::Campaign &campaign) const; // so for another start of it

    // Sends until nothing is planned or due, or it is paused, stopped or cancelled; takes over after a
    // kill. Idempotent. Gives the status it ended with. NothingIsDue: it also ends where the next email is due only in
    // some minutes, so that others may send meanwhile; leftBehind() names it again in time.
    enum class Until { TheEnd, NothingIsDue };
    Result<CampaignStatus> run(CampaignId id, Progress *progress = nullptr, const CancelToken &cancel = {}, Until until = Until::TheEnd);
    Result<void> pause(CampaignId id);
    Result<void> resume(CampaignId id); // also what missed its start
    // On a person's word that no other computer has sent: what is unknown for that reason is
    // planned again.
    Result<void> resumeUnanswered(CampaignId id);
    Result<void> stop(CampaignId id); // those still to go will not get it
    // A person's word on emails that may or may not have gone out; message 0: on all of them. What was not
    // sent goes out again with the next run(). Gives how many there were.
    enum class Word { WasSent, SendAgain };
    Result<std::int64_t> settle(CampaignId id, std::int64_t message, Word word);

    // `run`, here and below: an earlier one of a campaign that repeats; none: the newest.
    // Error "campaign.no_such_run" {id, run}.
    Result<CampaignStatus> status(CampaignId id, RunId run = {}) const;
    Result<std::vector<RunView>> runs(CampaignId id) const; // the newest first
    // The newest run; error "campaign.not_started" {id}.
    Result<RunId> runOf(CampaignId id) const;
    // `filter`: "" or a state, an outcome, "not_sure", "to_go", "got_nothing", "reason:<id>", "link:<link>"; `search`: part
    // of an address. Newest first.
    Result<std::vector<LogRow>> log(CampaignId id, const std::string &filter, std::int64_t first, int count,
                                    const std::string &search = {}, RunId run = {}) const;
    Result<std::int64_t> logCount(CampaignId id, const std::string &filter, const std::string &search, RunId run = {}) const;
    Result<std::vector<LogEvent>> history(CampaignId id, std::int64_t message) const;
    // The log as CSV; gives the number of lines.
    Result<std::int64_t> exportLog(CampaignId id, const std::string &filter, const std::string &search, const std::string &path,
                                   Progress *progress = nullptr, const CancelToken &cancel = {}, RunId run = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
