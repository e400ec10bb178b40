// A question in SQL over the datasets as tables: an editor that knows their names, the answer below. Reads
// only; runs in the background and can be stopped. The answer stays as it came: rows become words for the eye
// in the background too, those that are in sight. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"
#include "ui/kit/table_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QsciAPIs;
class QsciLexerSQL;
class QsciScintilla;

namespace audience::ui {

class Notice;
class TableView;

class QueryView final : public QWidget {
    Q_OBJECT
public:
    explicit QueryView(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setDatasets(const std::vector<service::DatasetView> &datasets);
    void suggest(const std::string &dataset); // while nothing was typed
    void run();
    void focusEditor();
    bool isBusy() const { return m_isRunning; }
    QsciScintilla *editor() const { return m_editor; }
    std::shared_ptr<const service::RowsPage> answer() const { return m_answer.rows; } // null before the first

Q_SIGNALS:
    void exportWanted();

private:
    void paintTheme();
    struct Answer {
        std::shared_ptr<const service::RowsPage> rows;
        TableRows first; // as many as the table holds at once
    };
    static Result<Answer> ask(service::Session &session, const std::string &sql, const CancelToken &cancel);
    void show(const Answer &answer);
    void mark(const Error &error);
    void unmark();
    std::shared_ptr<service::Session> m_session;
    Answer m_answer;
    bool m_isRunning = false, m_isTyped = false;
    QsciScintilla *m_editor;
    QsciLexerSQL *m_lexer;
    QsciAPIs *m_names = nullptr;
    QPushButton *m_go, *m_stop, *m_export;
    QLabel *m_note;
    Notice *m_notice;
    TableModel *m_rows;
    TableView *m_view;
    Latest<Answer> m_latest;
};

} // namespace audience::ui
