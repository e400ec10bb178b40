// bench_drag [DIR] [STEPS=600]: drags values of a rule on the segments page, 60 moves of the mouse a second, and times
// each from the moment it was due to the end of the paint that shows a count of its rule or of a newer one. DIR holds
// profiles.csv and events.csv as for bench_segments (without DIR: 200,000 people with 2,000,000 events made here); they
// are imported into DIR/bench_drag.audience unless that file is there. One JSON line for each thing that is dragged:
//   {"case", "steps", "dropped", "median_ms", "p95_ms", "longest_ms", "dropped_median_ms", "dropped_p95_ms", "count"}
// "dropped": moves whose own count was never shown, because a newer move came first. Moves that leave the rule as it
// was are no steps. Run it with QT_QPA_PLATFORM=offscreen or on a screen.
#include "app/bootstrap/bootstrap.h"
#include "ingest/importer.h"
#include "qbase/convert.h"
#include "segment/rule_text.h"
#include "service/draft_service.h"
#include "service/session.h"
#include "support/shop_files.h"
#include "ui/kit/theme.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "workspace/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace audience;

namespace {

constexpr const char *kRule = "age >= 30 and last_seen within the last 65 days and did purchase at least 1 times in the last 380 days and "
                              "did purchase with sum of amount > 350 in the last 180 days and did view at least 2 times in the last 350 days";

struct Drag {
    const char *name, *widget; // what the mouse takes
    double perMove;            // points
};
constexpr Drag kDrags[] = {
    {"slider: age >= N", "ruleRow_0", 1},
    {"number: sum of amount > N in 180 days", "ruleAmount_3", 1},
    {"number: views at least N in 350 days", "ruleAmount_4", 2},
    {"number: purchase in the last N days", "ruleSpan_2", 1},
};

struct Step {
    model::SegmentRule rule;
    std::int64_t due = 0; // ns
    double ms = -1;       // until a count at least as new was painted
    bool isShown = false; // its own
};

// Knows when a paint of the window has ended.
class Watched final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override {
        const bool isPaint = event->type() == QEvent::UpdateRequest;
        const bool isDone = QApplication::notify(receiver, event);
        if (isPaint)
            ++paints;
        return isDone;
    }
    int paints = 0;
};

class Hand {
public:
    Hand(Watched &application, ui::SegmentsPage &page) : m_application(application), m_page(page), m_figure(page.findChild<QLabel *>(QStringLiteral("segmentCount"))) {
        m_clock.start();
    }

    std::vector<Step> drag(QWidget *widget, int steps, double perMove) {
        constexpr double kFrame = 1e9 / 60;
        m_steps.clear();
        const bool isSlider = widget->inherits("audience::ui::SpreadView");
        const double middle = widget->width() / 2.0, reach = isSlider ? widget->width() / 2.0 - 4 : 60;
        send(widget, QEvent::MouseButtonPress, middle);
        const std::int64_t start = m_clock.nsecsElapsed();
        double x = middle, way = perMove;
        for (int i = 0; i < steps; ++i) {
            const auto due = start + static_cast<std::int64_t>(kFrame * (i + 1));
            do
                look();
            while (m_clock.nsecsElapsed() < due);
            if (std::abs(x + way - middle) > reach)
                way = -way;
            x += way;
            const model::SegmentRule before = m_page.document()->rule();
            send(widget, QEvent::MouseMove, x);
            if (!(m_page.document()->rule() == before))
                m_steps.push_back({m_page.document()->rule(), due});
        }
        const std::int64_t end = m_clock.nsecsElapsed();
        while (!m_steps.empty() && m_steps.back().ms < 0 && m_clock.nsecsElapsed() - end < 10'000'000'000)
            look();
        send(widget, QEvent::MouseButtonRelease, x);
        return m_steps;
    }

private:
    void send(QWidget *widget, QEvent::Type type, double x) {
        const QPointF at(x, widget->height() / 2.0);
        const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, at, widget->mapToGlobal(at), button, type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }

    // Lets the window work for a moment; what is shown then answers all steps up to the one it is the count of.
    void look() {
        const int before = m_application.paints;
        QApplication::processEvents(QEventLoop::AllEvents);
        const bool isPainted = m_application.paints != before || m_figure->text() == m_painted;
        const std::int64_t now = m_clock.nsecsElapsed();
        if (!isPainted) {
            QThread::usleep(50);
            return;
        }
        m_painted = m_figure->text();
        for (std::size_t i = m_steps.size(); i-- > 0;) {
            if (!(m_steps[i].rule == m_page.countedRule()))
                continue;
            m_steps[i].isShown = m_steps[i].isShown || m_steps[i].ms < 0;
            for (std::size_t older = i + 1; older-- > 0 && m_steps[older].ms < 0;)
                m_steps[older].ms = double(now - m_steps[older].due) / 1e6;
            break;
        }
        QThread::usleep(50);
    }

    Watched &m_application;
    ui::SegmentsPage &m_page;
    QLabel *m_figure;
    QString m_painted;
    QElapsedTimer m_clock;
    std::vector<Step> m_steps;
};

double quantile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void settle(const ui::Page &page) {
    QElapsedTimer quiet;
    quiet.start();
    while (quiet.elapsed() < 300) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        if (!page.isSettled())
            quiet.restart();
    }
}

Result<void> importShop(service::Session &session, const std::string &directory) {
    ingest::ImportSpec people, events;
    people.name = "profiles";
    people.path = directory + "/profiles.csv";
    people.role = store::DatasetRole::Profiles;
    people.key = "id";
    events.name = "events";
    events.path = directory + "/events.csv";
    events.role = store::DatasetRole::Events;
    events.profile = "profile_id";
    events.time = "ts";
    events.nameColumn = "name";
    for (const auto *spec : {&people, &events}) {
        TRY_ASSIGN(const ingest::ImportReport report, ingest::importFile(session.workspace(), *spec));
        std::fprintf(stderr, "%s: %lld rows\n", spec->name.c_str(), static_cast<long long>(report.kept));
    }
    return session.workspace().checkpoint();
}

Result<void> run(Watched &application, const std::string &directory, int moves) {
    const std::string file = directory + "/bench_drag.audience";
    auto options = bootstrap::sessionOptions();
    options.environment.stateDirectory = directory + "/bench_state";
    const bool isThere = QFileInfo::exists(toQString(file));
    TRY_ASSIGN(const auto session, isThere ? service::Session::open(file, options) : service::Session::create(file, options));
    if (!isThere)
        TRY(importShop(*session, directory));
    session->setNow(*instantFromIso(bench::kShopNow));
    ui::SegmentsPage page(session);
    page.resize(1280, 800);
    page.setVisible(true);
    settle(page);
    TRY_ASSIGN(const model::SegmentRule rule, segment::ruleFromText(kRule));
    for (const Drag &drag : kDrags) {
        page.open(QStringLiteral("rule:") + toQString(dumpJson(model::toJson(rule))));
        settle(page); // columns are in memory
        auto *widget = page.findChild<QWidget *>(QLatin1String(drag.widget));
        if (QByteArray(drag.widget).startsWith("ruleRow") && widget) {
            const auto inside = widget->findChildren<QWidget *>();
            const auto slider = std::find_if(inside.begin(), inside.end(), [](QWidget *one) { return one->inherits("audience::ui::SpreadView"); });
            widget = slider == inside.end() ? nullptr : *slider;
        }
        if (!widget || !widget->isVisible())
            return Error(ErrorKind::Internal, "bench.nothing_to_drag").with("case", drag.name);
        Hand hand(application, page);
        const auto steps = hand.drag(widget, moves, drag.perMove);
        settle(page);
        std::vector<double> all, dropped;
        for (const Step &step : steps) {
            all.push_back(step.ms);
            if (!step.isShown)
                dropped.push_back(step.ms);
        }
        std::printf("{\"case\":\"%s\",\"steps\":%zu,\"dropped\":%zu,\"median_ms\":%.2f,\"p95_ms\":%.2f,\"longest_ms\":%.2f,\"dropped_median_ms\":%.2f,"
                    "\"dropped_p95_ms\":%.2f,\"count\":\"%s\"}\n",
                    drag.name, steps.size(), dropped.size(), quantile(all, 0.5), quantile(all, 0.95), quantile(all, 1), quantile(dropped, 0.5),
                    quantile(dropped, 0.95), toUtf8(page.findChild<QLabel *>(QStringLiteral("segmentCount"))->text()).c_str());
        std::fflush(stdout);
    }
    if (const auto drafts = service::DraftService(*session).list())
        for (const auto &draft : drafts->drafts)
            (void)service::DraftService(*session).discard(draft.kind, draft.id);
    return {};
}

} // namespace

int main(int argc, char **argv) {
    bootstrap::initialise();
    Watched application(argc, argv);
    ui::Theme::instance().apply(ui::Scheme::Light);
    const QTemporaryDir made;
    std::string directory = argc > 1 ? argv[1] : made.path().toStdString();
    if (argc <= 1) {
        bench::writePeople(directory + "/profiles.csv", 200'000);
        bench::writeEvents(directory + "/events.csv", 200'000, 2'000'000);
    }
    if (const auto done = run(application, directory, argc > 2 ? std::max(10, std::atoi(argv[2])) : 600); !done) {
        std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
        return 1;
    }
    return 0;
}
