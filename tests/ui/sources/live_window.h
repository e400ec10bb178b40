// The real window over a workspace of its own and a real PostgreSQL, with a hand at it. With AUDIENCE_PICTURES=DIR each step of a
// test leaves a picture.
#pragma once

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/workbench.h"
#include "ui/kit/page.h"
#include "ui/pages/demo_session.h"
#include "ui/shell/main_window.h"
#include "ui/window/hand.h"
#endif
#include "support/live_postgres.h"

#include <memory>

namespace audience::test {

class LiveWindow {
public:
    explicit LiveWindow(const char *pictures) : m_pictures(pictures) {} // what their names begin with
    // In this order; each says why it cannot be, or "".
    QString serve();                     // the server; the test is skipped where it cannot be
    QString fill(const QByteArray &sql); // with tables that "reader" may read
    QString make(bool isFilled);         // the workspace, with the demo shop in it or empty
    QString show();                      // the window, 1280 x 800

    LivePostgres &server() { return m_server; }
    DemoSession &place() { return m_place; }
    const std::shared_ptr<service::Session> &session() { return m_session; }
    gui::Workbench &bench() { return *m_bench; }
    ui::MainWindow *window() { return m_bench->window(); }
    ui::Page *page() { return window()->currentPage(); }
    Hand &hand() { return *m_hand; }
    bool rest() { return settle(*page(), 40'000); }
    void picture(const char *name);
    void close();

private:
    const char *m_pictures;
    LivePostgres m_server;
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    std::unique_ptr<Hand> m_hand;
};

} // namespace audience::test
