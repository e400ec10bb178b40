// The sends of one window: by priority under one right to send, each with a job that shows how far it is and can be
// stopped; and a run that stands still says why.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/side_by_side.h"
#include "support/sending_shop.h"
#include "workspace/definition_repository.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <algorithm>
#include <future>
#include <set>

using namespace audience;
using namespace audience::test;

class SideBySideTest final : public QObject {
    Q_OBJECT
    using Ended = std::future<Result<CampaignStatus>>;

    static CampaignId another(Session &session, CampaignId like, const char *name, int priority, double perSecond = 0) {
        CampaignService campaigns(session);
        auto copy = campaigns.duplicate(like, name);
        if (!copy)
            return {};
        copy->campaign.plan.priority = priority;
        copy->campaign.ratePerSecond = perSecond;
        const auto saved = campaigns.save(*copy);
        return saved && campaigns.arm(saved->id) ? saved->id : CampaignId{};
    }
    static Ended start(SideBySide &sends, CampaignId id, Progress *progress = nullptr, const CancelToken &cancel = {}) {
        return std::async(std::launch::async, [&sends, id, progress, cancel] { return sends.run(id, progress, cancel); });
    }
    static int of(const std::vector<ReceivedSend> &sends, CampaignId id) {
        return int(std::count_if(sends.begin(), sends.end(), [&](const ReceivedSend &send) { return send.tags.at("campaign") == std::to_string(id.value); }));
    }

private Q_SLOTS:
    void thePriorityGoesFirst() {
        Shop shop;
        shop.aws().update([](FakeAwsConfig &config) { config.maxSendRate = 400; });
        const auto session = shop.make();
        NEED(session);
        const CampaignId usual = shop.campaign(), first = another(**session, usual, "First", 1);
        QVERIFY(first.isValid());
        SideBySide sends(*session);
        Progress progress;
        Ended last = start(sends, usual, &progress), before = start(sends, first);
        const auto firstEnded = before.get(), lastEnded = last.get();
        NEED(firstEnded);
        NEED(lastEnded);
        QCOMPARE(firstEnded->state, model::CampaignState::Finished);
        QCOMPARE(lastEnded->state, model::CampaignState::Finished);
        QCOMPARE(progress.state().done, kPeople);
        QCOMPARE(progress.state().total, kPeople);
        const auto all = shop.aws().sends();
        QCOMPARE(all.size(), std::size_t(2 * kPeople));
        const std::vector<ReceivedSend> half(all.begin(), all.begin() + kPeople);
        QVERIFY2(of(half, first) > kPeople * 9 / 10, std::to_string(of(half, first)).c_str());
    }

    void whoIsStoppedLeavesTheOthers() {
        Shop shop;
        shop.aws().update([](FakeAwsConfig &config) { config.maxSendRate = 400; });
        const auto session = shop.make();
        NEED(session);
        // Slow enough to be stopped in the middle, on the busiest machine too.
        const CampaignId stopped = another(**session, shop.campaign(), "Stopped", 3, 20), other = another(**session, shop.campaign(), "Other", 3);
        QVERIFY(stopped.isValid() && other.isValid());
        SideBySide sends(*session);
        CancelSource cancel;
        Ended one = start(sends, stopped, nullptr, cancel.token());
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), stopped) > 5, 20'000);
        Ended two = start(sends, other); // the first one moves it on, too
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), other) > 5, 20'000);
        cancel.cancel();
        const auto cancelled = one.get();
        QVERIFY(!cancelled && cancelled.error().kind == ErrorKind::Cancelled);
        NEED(CampaignService(**session).pause(stopped)); // as whoever stops it does
        const auto ended = two.get();
        NEED(ended);
        QCOMPARE(ended->state, model::CampaignState::Finished);
        QCOMPARE(CampaignService(**session).status(stopped)->state, model::CampaignState::Paused);
        NEED(CampaignService(**session).resume(stopped));
        NEED(start(sends, stopped).get());
        const auto all = shop.aws().sends();
        QCOMPARE(of(all, stopped), kPeople);
        QCOMPARE(of(all, other), kPeople);
        std::set<std::pair<std::string, std::string>> each;
        for (const ReceivedSend &send : all)
            QVERIFY2(each.emplace(send.tags.at("campaign"), send.to).second, send.to.c_str());
    }

    // Its run says that it is sending, and the campaign is not there any more.
    void oneThatIsGoneLeavesTheOthers() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        const CampaignId gone = shop.campaign(), other = another(**session, gone, "Other", 3);
        QVERIFY(other.isValid());
        NEED(workspace::DefinitionRepository((*session)->workspace()).remove(workspace::DefinitionKind::Campaign, gone.value));
        SideBySide sends(*session);
        const auto lost = sends.run(gone, nullptr, {}); // it moves the other one on until it knows
        QVERIFY(!lost);
        QVERIFY2(lost.error().kind == ErrorKind::NotFound, lost.error().id.c_str());
        const auto ended = sends.run(other, nullptr, {});
        NEED(ended);
        QCOMPARE(ended->state, model::CampaignState::Finished);
        QCOMPARE(of(shop.aws().sends(), gone), 0);
        QCOMPARE(of(shop.aws().sends(), other), kPeople);
    }

    // Between the word to stop and the pause that follows it nobody else here takes the campaign up.
    void whatIsStoppedStaysStopped() {
        Shop shop;
        shop.aws().update([](FakeAwsConfig &config) { config.maxSendRate = 400; });
        const auto session = shop.make();
        NEED(session);
        // Slow enough to be stopped in the middle, on the busiest machine too.
        const CampaignId stopped = another(**session, shop.campaign(), "Stopped", 3, 20), other = another(**session, shop.campaign(), "Other", 3);
        QVERIFY(stopped.isValid() && other.isValid());
        SideBySide sends(*session);
        CancelSource cancel;
        Ended one = start(sends, stopped, nullptr, cancel.token());
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), stopped) > 5, 20'000);
        Ended two = start(sends, other);
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), other) > 5, 20'000);
        cancel.cancel();
        QVERIFY(!one.get());
        const int before = of(shop.aws().sends(), stopped);
        QVERIFY(before < kPeople);
        NEED(two.get());
        QCOMPARE(of(shop.aws().sends(), stopped), before);
        NEED(start(sends, stopped).get()); // whoever asks for it again gets it
        QCOMPARE(of(shop.aws().sends(), stopped), kPeople);
    }

    // Also where another one of them moves it on: not one more email leaves once its job is over.
    void whatIsStoppedSendsNothingMore() {
        Shop shop;
        shop.aws().update([](FakeAwsConfig &config) { config.maxSendRate = 400; });
        const auto session = shop.make();
        NEED(session);
        const CampaignId other = another(**session, shop.campaign(), "Other", 3, 40), stopped = another(**session, other, "Stopped", 3, 40);
        QVERIFY(stopped.isValid() && other.isValid());
        SideBySide sends(*session);
        CancelSource cancel, cancelOther;
        Ended one = start(sends, other, nullptr, cancelOther.token()); // it drives
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), other) > 0, 20'000);
        Ended two = start(sends, stopped, nullptr, cancel.token());
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), stopped) > 3, 20'000);
        cancel.cancel();
        QVERIFY(!two.get());
        const int before = of(shop.aws().sends(), stopped), others = of(shop.aws().sends(), other);
        QVERIFY(before < kPeople);
        QTRY_VERIFY_WITH_TIMEOUT(of(shop.aws().sends(), other) >= others + 20, 20'000);
        QCOMPARE(of(shop.aws().sends(), stopped), before);
        cancelOther.cancel();
        QVERIFY(!one.get());
    }

    void anotherProgramIsNamed() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        SideBySide ours(*session), theirs(*session);
        CancelSource cancel;
        Ended working = start(theirs, shop.campaign(), nullptr, cancel.token());
        QTRY_VERIFY(shop.aws().sendCount() > 0);
        const auto refused = ours.run(shop.campaign(), nullptr, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("delivery.runner_busy"));
        QVERIFY(!refused.error().arg("host").empty() && !refused.error().arg("seconds").empty());
        cancel.cancel();
        QVERIFY(!working.get());
    }

    void whatIsHeldEndsItsJob() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        NEED(CampaignService(**session).pause(shop.campaign()));
        const auto ended = SideBySide(*session).run(shop.campaign(), nullptr, {});
        NEED(ended);
        QCOMPARE(ended->state, model::CampaignState::Paused);
        QCOMPARE(shop.aws().sendCount(), 0);
    }

    void aSendThatStandsStillSaysWhy() {
        Shop shop;
        shop.aws().update([](FakeAwsConfig &config) { config.max24HourSend = 40; });
        const auto session = shop.make();
        NEED(session);
        SideBySide sends(*session);
        CancelSource cancel;
        Ended waiting = start(sends, shop.campaign(), nullptr, cancel.token());
        const auto status = [&] { return *CampaignService(**session).status(shop.campaign()); };
        QTRY_COMPARE_WITH_TIMEOUT(status().reason, std::string("daily_quota"), 20'000);
        QCOMPARE(status().state, model::CampaignState::Sending);
        QCOMPARE(status().states.at("accepted"), 40);
        cancel.cancel();
        QVERIFY(!waiting.get());
        NEED(CampaignService(**session).pause(shop.campaign()));
        QCOMPARE(status().reason, std::string("paused_by_user"));
    }
};
AUDIENCE_TEST(SideBySideTest)

#include "side_by_side_test.moc"
