// One or more files before anything of them is kept: what was found in the whole file, the first rows with a
// type for each column, what is wrong and what becomes of it, and the few questions. Then Keep, and what now.
// Main thread; reads and imports in the background.
#pragma once

#include "async/latest.h"
#include "ui/import/import_keep.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace audience::ui {

class FiguresRow;
class FindingsList;
class ImportAfter;
class ImportQuestions;
class Jobs;
class Notice;
class NotationBar;
class TableModel;
class TableView;

class ImportView final : public QWidget {
    Q_OBJECT
public:
    ImportView(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    void open(const QStringList &paths);
    bool isOver() const; // what is shown is what became of the last file
    void leave();
    bool isBusy() const { return m_isLooking || m_isSurveying || m_isKeeping; }

    // Whether a file of this name can be brought; and the kinds of them for a file dialog.
    static bool takes(const QString &path);
    static QString kinds();

Q_SIGNALS:
    void closed();
    void chooseWanted(); // another file in place of one that cannot be read
    void imported(const QString &dataset); // or taken back
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void goTo(const QString &page, const QString &target);

private:
    struct Look {
        ingest::Preview preview;
        ImportSurroundings around;
    };
    QWidget *makeFound();
    QWidget *makeGrid(QWidget *parent);
    QWidget *makePane();
    QWidget *makeAdvice(QWidget *parent);
    void openNext();
    void look();
    void notationChanged();
    void showFile(Look look);
    void showRows();
    void showColumnType();
    void pickColumnType();
    void survey();
    void stopReading();
    QString wordsOf(Error error) const;
    void showFound(Result<service::ImportFindings> found);
    void refresh();
    void keep();
    void showReport(ImportOutcome outcome);
    void keepMeaningAgain();
    void takeBackImport(const ImportUndoWish &wish);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    QStringList m_paths; // still to come
    QString m_path;
    int m_count = 0;
    ImportSurroundings m_around;
    ingest::Preview m_preview;
    ImportChoices m_choices;
    service::ImportFindings m_found;
    ImportUndoWish m_undo; // of the import just shown
    bool m_isLooking = false, m_isSurveying = false, m_isKeeping = false, m_hasPreview = false, m_hasFound = false, m_isStopped = false;
    std::shared_ptr<Progress> m_progress;
    QTimer m_tick;
    QStackedWidget *m_stack;
    QLabel *m_title, *m_written, *m_reading, *m_warning;
    QWidget *m_readingRow, *m_first, *m_asking, *m_advice;
    QProgressBar *m_bar;
    QPushButton *m_stop, *m_type, *m_keep, *m_choose, *m_leave;
    Notice *m_notice;
    ImportAfter *m_after;
    FiguresRow *m_figures;
    FindingsList *m_findings;
    NotationBar *m_notation;
    ImportQuestions *m_questions;
    TableModel *m_rows;
    TableView *m_grid;
    Latest<Look> m_look;
    Latest<service::ImportFindings> m_survey;
    Latest<ImportOutcome> m_again;
};

} // namespace audience::ui
