// Opens people that a rule or a check finds, as PeopleOpener does those of emails: asks in the background, shows
// them in the page's panel by what they are known by, saves them as CSV. One for each page; main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_service.h"
#include "ui/kit/page.h"

#include <functional>
#include <memory>

namespace audience::service {
class Session;
}

namespace audience::ui {

class PeoplePanel;

class MemberOpener final : public QObject {
    Q_OBJECT
public:
    using List = std::shared_ptr<const service::MemberList>;
    using Find = std::function<Result<List>(service::Session &session, CancelToken cancel)>; // on a pool thread

    MemberOpener(std::shared_ptr<service::Session> session, Page *page);
    // `title` says what they have in common, the note what becomes of them.
    void open(const QString &title, const QString &note, const Find &find);
    bool isSettled() const { return !m_isFinding; }
    PeoplePanel *panel() { return m_panel; }

private:
    struct Found {
        List list;
        std::vector<std::string> columns;
    };
    void show(const Found &found, const QString &title, const QString &note);
    void save();
    void makeSegment();

    std::shared_ptr<service::Session> m_session;
    Page *m_page;
    PeoplePanel *m_panel;
    QString m_title;
    Found m_found;
    bool m_isFinding = false;
    Latest<Found> m_latest;
};

} // namespace audience::ui
