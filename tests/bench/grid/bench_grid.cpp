// bench_grid [ROWS]: the data grid over a table of people made here (1,000,000 unless told): how long a frame
// takes while the whole table is scrolled by wheel, by page and by dragging, and how long sorting, filtering,
// finding and the profile of a column take. Run offscreen. Prints one JSON line per case; cpu_... is what the
// program itself worked, for machines that do other things as well.
#include "async/deliver.h"
#include "service/data_service.h"
#include "service/session.h"
#include "service/table_service.h"
#include "support/shop_files.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

using namespace audience;

int fail(const Error &error) {
    std::fprintf(stderr, "%s %s\n", error.id.c_str(), error.detail.c_str());
    return 1;
}

double cpuMs() { return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC; }

class Frames {
public:
    explicit Frames(const char *name) : m_name(name) {}
    // One move of the hand and everything the window does about it before it can take the next.
    template <class Move> void take(Move move) {
        QElapsedTimer clock;
        clock.start();
        const double worked = cpuMs();
        move();
        QApplication::processEvents();
        m_ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        m_cpu.push_back(cpuMs() - worked);
    }
    void print() {
        std::sort(m_ms.begin(), m_ms.end());
        std::sort(m_cpu.begin(), m_cpu.end());
        const auto at = [](const std::vector<double> &ms, double share) { return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))]; };
        std::printf("{\"case\":\"%s\",\"frames\":%zu,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,\"cpu_p50_ms\":%.2f,\"cpu_p99_ms\":%.2f,\"cpu_max_ms\":%.2f}\n",
                    m_name, m_ms.size(), at(m_ms, 0.5), at(m_ms, 0.99), m_ms.back(), at(m_cpu, 0.5), at(m_cpu, 0.99), m_cpu.back());
        std::fflush(stdout);
    }

private:
    const char *m_name;
    std::vector<double> m_ms, m_cpu;
};

void scroll(ui::GridView *grid) {
    QScrollBar *bar = grid->verticalScrollBar();
    const auto to = [&](int value) {
        bar->setValue(value);
        grid->viewport()->repaint();
    };
    Frames wheel("scroll_wheel");
    bar->setValue(0);
    for (int i = 0; i < 2'000; ++i)
        wheel.take([&] { to(bar->value() + 84); });
    wheel.print();
    Frames page("scroll_page");
    bar->setValue(0);
    for (int i = 0; i < 1'000; ++i)
        page.take([&] { to(bar->value() + bar->pageStep()); });
    page.print();
    Frames drag("scroll_drag");
    for (int i = 0; i <= 1'500; ++i)
        drag.take([&] { to(static_cast<int>(static_cast<double>(bar->maximum()) * i / 1'500)); });
    drag.print();
}

template <class Work> Result<void> timed(const char *name, int repeats, Work work) {
    std::vector<double> ms, cpu;
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer clock;
        clock.start();
        const double worked = cpuMs();
        TRY(work());
        ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        cpu.push_back(cpuMs() - worked);
    }
    std::printf("{\"case\":\"%s\",\"first_ms\":%.1f,\"again_ms\":%.1f,\"cpu_first_ms\":%.1f}\n", name, ms.front(), ms.back(), cpu.front());
    std::fflush(stdout);
    return {};
}

Result<void> ask(service::Session &session) {
    const service::TableService tables(session);
    const auto prepare = [&](const service::TableQuery &query) -> Result<service::Table> { return tables.prepare(query); };
    const auto sorted = [&](const char *name, const char *column) {
        return timed(name, 2, [&]() -> Result<void> {
            TRY(prepare({"people", {{column, false}}, {}, {}, {}}));
            return {};
        });
    };
    TRY(sorted("sort_number", "age"));
    TRY(sorted("sort_time", "last_seen"));
    TRY(sorted("sort_few_texts", "city"));
    TRY(sorted("sort_distinct_texts", "email"));
    model::FieldTest number, text;
    number.field = "age";
    number.op = model::TestOp::Between;
    number.values = {25, 34};
    text.field = "email";
    text.op = model::TestOp::Contains;
    text.ignoreCase = true;
    text.values = {"99"};
    TRY(timed("filter_number", 2, [&]() -> Result<void> { TRY(prepare({"people", {}, {number}, {}, {}})); return {}; }));
    TRY(timed("filter_text_contains", 2, [&]() -> Result<void> { TRY(prepare({"people", {}, {text}, {}, {}})); return {}; }));
    TRY_ASSIGN(const auto table, prepare({"people", {}, {}, {}, {}}));
    TRY(timed("find_in_all_columns", 1, [&]() -> Result<void> { TRY(tables.find(table, "4711", {0, 1, 2, 3, 4, 5, 6})); return {}; }));
    for (const auto &[name, column] : {std::pair("profile_number", 4), std::pair("profile_distinct_texts", 1), std::pair("profile_time", 6)})
        TRY(timed(name, 2, [&, column = column]() -> Result<void> { TRY(tables.profile(table, column)); return {}; }));
    return {};
}

Result<void> run(std::int64_t rows) {
    QTemporaryDir folder;
    const auto file = [&](const char *name) { return folder.filePath(QLatin1String(name)).toStdString(); };
    bench::writePeople(file("people.csv"), rows);
    service::Session::Options options;
    options.environment.stateDirectory = file("state");
    TRY_ASSIGN(const auto session, service::Session::create(file("bench.audience"), options));
    ingest::ImportSpec spec;
    spec.path = file("people.csv");
    spec.name = "people";
    spec.role = store::DatasetRole::Profiles;
    spec.mode = store::WriteMode::Replace;
    spec.key = "id";
    spec.email = "email";
    TRY(service::DataService(*session).importFile(spec));
    TRY_ASSIGN(const auto dataset, service::DataService(*session).dataset("people"));
    TRY(ask(*session));
    ui::Theme::instance().apply(ui::Scheme::Light);
    ui::ColumnProfiles profiles(session, nullptr);
    ui::RowsPane pane(session, &profiles);
    pane.resize(900, 760);
    pane.show();
    pane.open(dataset);
    const auto settle = [&] {
        QElapsedTimer quiet;
        quiet.start();
        while (quiet.elapsed() < 200) {
            QApplication::processEvents();
            if (pane.isBusy() || pane.model()->isReading() || profiles.isBusy())
                quiet.restart();
            QThread::msleep(1);
        }
    };
    settle();
    std::printf("{\"case\":\"rows\",\"count\":%d}\n", pane.model()->rowCount());
    scroll(pane.grid());
    // The window's own part of a new order: what it does while and after the rows are put in order.
    Frames order("click_to_sort");
    for (const int column : {4, 1, 0}) {
        order.take([&] { pane.sortBy(column, false); });
        while (pane.isBusy() || pane.model()->isReading())
            order.take([] { QThread::msleep(1); });
    }
    order.print();
    scroll(pane.grid()); // scattered over all chunks
    return {};
}

} // namespace

int main(int argc, char **argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const auto done = run(argc > 1 ? std::max(1'000, std::atoi(argv[1])) : 1'000'000);
    workers().waitForDone();
    return done ? 0 : fail(done.error());
}
