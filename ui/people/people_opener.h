// Opens the people behind a figure of any page: asks for them in the background, shows them in the page's
// panel, saves them as CSV, goes to the log of their campaign. One for each page; main thread.
#pragma once

#include "async/latest.h"
#include "service/report_service.h"
#include "ui/kit/page.h"

#include <memory>

namespace audience::service {
class Session;
}

namespace audience::ui {

class PeoplePanel;

class PeopleOpener final : public QObject {
    Q_OBJECT
public:
    PeopleOpener(std::shared_ptr<service::Session> session, Page *page);
    // `title` says what they have in common: "Clicked on Tuesday".
    void open(const service::PeopleQuestion &question, const QString &title);
    void setOffersCampaign(bool offers) { m_offersCampaign = offers; } // off where its page is the one in front
    bool isSettled() const { return !m_isLoading; }
    PeoplePanel *panel() { return m_panel; }
    // How many rows are shown; -1 while nothing is.
    qint64 total() const { return m_list ? m_list->total() : -1; }

private:
    using List = std::shared_ptr<const service::PeopleList>;
    void show(const List &list);
    void save();
    void makeSegment();

    std::shared_ptr<service::Session> m_session;
    Page *m_page;
    PeoplePanel *m_panel;
    service::PeopleQuestion m_question;
    QString m_title;
    List m_list;
    bool m_isLoading = false, m_offersCampaign = true;
    Latest<List> m_latest;
};

} // namespace audience::ui
