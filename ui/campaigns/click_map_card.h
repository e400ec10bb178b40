// The email as it was sent with its clicks drawn over it, and the same links as a table: pointing at one shows it in the
// other. Shows what it is given; the page asks for the people behind a link.
#pragma once

#include "service/click_map.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QUrl;

namespace audience::ui {

class EmailPreview;
class TableModel;
class TableView;

class ClickMapCard final : public QFrame {
    Q_OBJECT
public:
    explicit ClickMapCard(QWidget *parent = nullptr);
    void show(const service::ClickMap &map);
    const service::ClickMap &map() const { return m_map; }
    int pointed() const { return m_pointed; } // index of the link, -1: none
    QString html() const { return m_html; }   // as the preview has it
    bool isSettled() const;                   // the email that is in sight is drawn

Q_SIGNALS:
    void linkOpened(const QString &label); // who clicked it

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillTable();
    void fillEmail();
    QString badge(int link) const;
    int linkOf(const QUrl &href) const;
    void pointFromTable(int row);
    void pointFromEmail(const QUrl &href);
    void openRow(int row);

    service::ClickMap m_map;
    QString m_html;
    int m_pointed = -1;
    QBoxLayout *m_row;
    QLabel *m_title, *m_foot;
    EmailPreview *m_email;
    TableModel *m_model;
    TableView *m_table;
};

} // namespace audience::ui
