// The people of a send, line by line in plain words: filters with counts, a search, everything that
// happened to one of them in order, and what a person may say about a doubt. Asks its source in the
// background; the page acts.
#pragma once

#include "base/result.h"
#include "service/objection.h"
#include "service/sending_way.h"

#include <QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace audience::ui {

class FilterChips;
class TableModel;
class TableView;

class PeopleLog final : public QFrame {
    Q_OBJECT
public:
    // Called on pool threads.
    struct Source {
        std::function<Result<std::vector<service::LogRow>>(const std::string &filter, const std::string &search, qint64 first, int count)> rows;
        std::function<Result<std::int64_t>(const std::string &filter, const std::string &search)> count;
        std::function<Result<std::vector<service::LogEvent>>(qint64 message)> history;
        std::function<Result<std::optional<service::Objection>>(const service::LogRow &row)> objection; // of one who was kept back
    };
    explicit PeopleLog(QWidget *parent = nullptr);
    void show(const service::CampaignStatus &status, service::SendingWay way, Source source, bool isOther);
    void showToGo(qint64 toGo); // as the figures above the list have it, between two looks as well
    void filterBy(const QString &filter);
    QString filter() const { return m_filter; }
    QString search() const;
    void settle();
    bool isSettled() const { return m_asking == 0; }

Q_SIGNALS:
    void exportWanted();
    void settleWanted(qint64 message, bool wasSent); // message 0: everybody in doubt

private:
    QWidget *makeDetail();
    void showFilters();
    void refresh(bool always);
    void openRow(int row);
    struct Person {
        service::LogRow row;
        std::vector<service::LogEvent> events;
        std::optional<service::Objection> objection;
    };
    void showDetail(const Person &person);

    service::CampaignStatus m_status;
    service::SendingWay m_way = service::SendingWay::Practice;
    Source m_source;
    QString m_filter;
    qint64 m_toGo = 0;
    qint64 m_seen = -1;  // a sum over what the table shows; it is asked again when it changes
    int m_asking = 0;
    qint64 m_open = 0; // the message of the detail
    QLineEdit *m_search;
    QTimer *m_searchSoon;
    FilterChips *m_filters;
    QWidget *m_doubt, *m_detail;
    QLabel *m_none, *m_person, *m_words;
    QPushButton *m_wasSent, *m_sendAgain;
    TableModel *m_people;
    TableView *m_table;
};

} // namespace audience::ui
