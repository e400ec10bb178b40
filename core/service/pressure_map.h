// Who will be emailed how often by what is scheduled or under way, before it is sent: people by the number of emails, the
// fullest days, who would get more than the cap allows, and which sends meet in the same people. From the bitmaps of the
// campaigns' rules as they are now; immutable, any thread. It plans nothing and keeps nobody back itself.
#pragma once

#include "async/cancel.h"
#include "delivery/policy.h"
#include "engine/bitmap.h"
#include "service/period.h"
#include "service/segment_service.h"

#include <array>
#include <map>

namespace audience::service {

class PressureMap {
public:
    static constexpr int kMost = 3; // "3 or more"
    struct Send {
        CampaignId campaign;
        std::string name;
        Instant at;                      // of its first email on that day
        Instant start = {};              // that it is a part of
        engine::Bitmap people = {};      // who may be emailed and is in it
        int priority = 3;                // 1 (first) .. 5
        bool isCapped = true;            // no: what somebody waits for keeps nobody back
        bool reserves = true;            // those of a lower priority leave people to it before it starts
        std::optional<Error> problem = {}; // it cannot be counted
        std::int64_t reach = 0, keptBack = 0; // keptBack: of reach, by the caps
        std::vector<std::string> topics = {};
    };
    struct Day {
        CivilDate day;
        std::int64_t emails = 0, people = 0;
    };
    // The same people by two sends, the second within the window of the first.
    struct Clash {
        std::size_t first = 0, second = 0; // indices in sends()
        std::int64_t people = 0;
        std::int64_t keptBack = 0; // of them, from the second, by the cap
    };
    struct PastEmail {
        Instant at;
        Ordinal person = 0;
    };
    struct Question {
        Span span;
        delivery::FrequencyCap cap;
        std::string zone = "UTC";
        std::size_t ordinals = 0;
        std::vector<PastEmail> past; // within the cap's window before the span
        bool isPractice = false;     // nothing of it reaches anybody
        std::vector<delivery::TopicCap> topicCaps = {};
        std::map<std::string, std::vector<PastEmail>> pastAbout = {}; // by topic that has a cap
        Instant cutAt = {}; // from then on not all starts are in it; 0: all are
    };
    // The pure part: sends outside the span are left out.
    PressureMap(std::vector<Send> sends, Question question);
    // Of the coming days: who is left of the sends that go on, and all that is scheduled with every start of those that
    // repeat, real ones; of practice while nothing real was ever sent. A start that reaches people on several days (on
    // their own clocks, in batches) is a send on each of them. Who is held out by lot is drawn at the start: here as many
    // are, drawn for the forecast.
    // `moved`: as if that campaign started then.
    struct Moved {
        CampaignId campaign;
        Instant to;
    };
    static Result<std::shared_ptr<const PressureMap>> make(Session &session, int days, const std::optional<Moved> &moved = {}, const CancelToken &cancel = {});

    const std::vector<Send> &sends() const { return m_sends; } // by time
    const std::vector<Day> &days() const { return m_days; }    // every day of the span
    const std::vector<Clash> &clashes() const { return m_clashes; } // the most people first
    const Span &span() const { return m_question.span; }
    const delivery::FrequencyCap &cap() const { return m_question.cap; }
    Instant cutAt() const { return m_question.cutAt; } // of a series with very many starts the later ones are missing; 0: none
    bool isPractice() const { return m_question.isPractice; }
    std::chrono::seconds clashWindow() const; // of the cap; a day where there is none
    std::int64_t people() const;              // who gets anything
    std::int64_t withEmails(int count) const { return m_with[static_cast<std::size_t>(count - 1)]; } // 1, 2, 3 or more
    std::int64_t overCap() const { return m_overCap; } // kept back from at least one

    // The people behind each figure.
    MemberList peopleWith(int count) const; // 0: anything
    MemberList peopleOn(CivilDate day) const;
    MemberList peopleOf(const Clash &clash) const;
    MemberList peopleOver() const;

private:
    struct Gathering;
    void keepBack();
    engine::Bitmap overCap(std::size_t send) const;
    void addOver(engine::Bitmap &over, std::size_t send, const delivery::TopicCap &cap, const std::vector<PastEmail> &past) const;
    void count();
    void findClashes();
    CivilDate dayOf(const Send &send) const;

    Question m_question;
    std::vector<Send> m_sends;
    std::vector<engine::Bitmap> m_get, m_kept; // of each send: who gets it, who is kept back
    std::vector<std::uint8_t> m_emails;        // by ordinal
    std::vector<Day> m_days;
    std::vector<Clash> m_clashes;
    std::array<std::int64_t, kMost> m_with{};
    std::int64_t m_overCap = 0;
};

} // namespace audience::service
