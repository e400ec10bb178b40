// How long the window takes to stand on the demo shop and to change from page to page. JSON lines:
// {"bench":"window_shown_ms",...} once for each run, {"bench":"page_switch_ms","page":...} for each page.
//   bench_window [--workspace FILE] [--people N] [--runs N]
#include "app/bootstrap/bootstrap.h"
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/demo_service.h"
#include "service/search_service.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QPaintEvent>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>

using namespace audience;

namespace {

// Until the widget has been painted.
class Painted final : public QObject {
public:
    explicit Painted(QWidget *widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override {
        isDone = isDone || event->type() == QEvent::Paint;
        return false;
    }
    bool isDone = false;
};

double waitFor(const QElapsedTimer &clock, const bool &isDone) {
    while (!isDone && clock.elapsed() < 30'000)
        QApplication::processEvents(QEventLoop::AllEvents, 5);
    return double(clock.nsecsElapsed()) / 1e6;
}

void settle(const ui::Page &page) {
    QElapsedTimer quiet, all;
    quiet.start();
    all.start();
    while (quiet.elapsed() < 150 && all.elapsed() < 30'000) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        if (!page.isSettled())
            quiet.restart();
    }
}

Result<void> makeShop(const std::string &path, int people) {
    TRY_ASSIGN(const auto session, service::Session::create(path, bootstrap::sessionOptions()));
    service::DemoShopOptions options;
    options.people = people;
    options.events = people * 20;
    options.lastDay = CivilDate{static_cast<std::int32_t>(session->now().micros / kMicrosPerDay - 1)};
    // All of what the first door makes, so that no page is timed in its empty state.
    service::DemoService demo(*session);
    TRY_ASSIGN(const auto filled, demo.fill(options));
    TRY_ASSIGN(const auto past, demo.history(options));
    CampaignId made;
    TRY_ASSIGN(const auto sent, demo.campaign(&made));
    (void)filled, (void)past, (void)sent;
    return {};
}

void search(service::Session &session, const char *state) {
    for (const char *text : {"lin", "marta.l", "zzzzzz", "7042"}) {
        QElapsedTimer clock;
        clock.start();
        const auto hits = service::SearchService(session).find(text);
        std::printf("{\"bench\":\"search_ms\",\"state\":\"%s\",\"text\":\"%s\",\"people\":%zu,\"ms\":%.1f}\n", state, text, hits ? hits->people.size() : 0, double(clock.nsecsElapsed()) / 1e6);
    }
}

Result<void> run(const std::string &path, int number) {
    QElapsedTimer clock;
    clock.start();
    TRY_ASSIGN(const auto session, bootstrap::openSession(path));
    gui::Workbench workbench(session);
    ui::MainWindow *window = workbench.window();
    Painted shown(window->centralWidget());
    window->show();
    std::printf("{\"bench\":\"window_shown_ms\",\"run\":%d,\"ms\":%.1f}\n", number, waitFor(clock, shown.isDone));
    for (int round = 0; round < 2; ++round)
        for (ui::Page *page : window->pages()) {
            if (page == window->currentPage())
                continue;
            Painted painted(page);
            clock.restart();
            window->showPage(page->key());
            const double ms = waitFor(clock, painted.isDone);
            std::printf("{\"bench\":\"page_switch_ms\",\"run\":%d,\"round\":%d,\"page\":\"%s\",\"ms\":%.1f}\n", number, round, toUtf8(page->key()).c_str(), ms);
            settle(*page);
        }
    if (number == 0) {
        search(*session, "first");
        search(*session, "warm");
    }
    return {};
}

} // namespace

int main(int argc, char **argv) {
    bootstrap::initialise();
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption workspace(QStringLiteral("workspace"), {}, QStringLiteral("FILE"));
    const QCommandLineOption people(QStringLiteral("people"), {}, QStringLiteral("N"), QStringLiteral("20000"));
    const QCommandLineOption runs(QStringLiteral("runs"), {}, QStringLiteral("N"), QStringLiteral("3"));
    parser.addOptions({workspace, people, runs});
    parser.process(application);
    ui::Theme::instance().apply(ui::Scheme::Light);
    const QTemporaryDir folder;
    const QString path = parser.isSet(workspace) ? parser.value(workspace) : folder.filePath(QStringLiteral("shop.audience"));
    const auto work = [&]() -> Result<void> {
        if (!QFileInfo::exists(path))
            TRY(makeShop(toUtf8(path), parser.value(people).toInt()));
        for (int i = 0; i < parser.value(runs).toInt(); ++i)
            TRY(run(toUtf8(path), i));
        return {};
    };
    if (const auto done = work(); !done) {
        std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
        return 1;
    }
    return 0;
}
