// The email being written: its tabs (preview as a person, source, plain text), subject and preheader over them, and
// room for messages between. Where the page is narrow, what the email means is a tab of its own. Shows and tells;
// the page keeps the email. Main thread.
#pragma once

#include "service/template_service.h"
#include "ui/kit/picker.h"

#include <QWidget>

class QBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class EmailHead;
class EmailPreview;
class Notice;
class SegmentedControl;
class SourceEditor;
class TabRow;

class EmailDesk final : public QWidget {
    Q_OBJECT
public:
    explicit EmailDesk(QWidget *parent = nullptr);
    void setEmail(const model::EmailTemplate &email); // without the signals
    void setFields(const QList<PickerItem> &fields, const QStringList &names);
    void setBroken(bool isBroken); // what is shown is how it was before
    void showPreview(const service::EmailPreview &preview);
    void showTab(int index);
    void markLines(const QVector<std::pair<int, bool>> &lines); // of the source; the bool says that it is an error
    void goTo(const QString &part, int line, int column);
    // Takes it as a tab; nullptr: the tab goes, and so does the widget's place in it.
    void setMeaning(QWidget *meaning);
    QBoxLayout *messages() { return m_messages; }
    QString html() const;
    QString text() const;
    QString personWords() const;
    bool isSettled() const;

Q_SIGNALS:
    void subjectEdited(const QString &text);
    void preheaderEdited(const QString &text);
    void htmlEdited();
    void textEdited();
    void personWanted(QWidget *anchor);
    void stepWanted(int by); // to the next person, or the one before

private:
    void buildRow();
    void buildTabs();
    QWidget *makePlain();
    void refreshPreview();
    TabRow *m_tabs;
    EmailHead *m_head;
    QBoxLayout *m_messages;
    QStackedWidget *m_stack;
    QWidget *m_paper;
    Notice *m_before;
    EmailPreview *m_preview;
    SourceEditor *m_source, *m_text;
    QPlainTextEdit *m_plain;
    SegmentedControl *m_device;
    QPushButton *m_as;
    QWidget *m_meaning = nullptr;
    QString m_html;
};

} // namespace audience::ui
