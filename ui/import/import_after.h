// What came of an import: what is there now, what was left out and why, what could not be kept with it, and what to do
// next. Main thread; decides nothing.
#pragma once

#include "ui/import/import_keep.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace audience::ui {

class Notice;
class TableModel;
class TableView;

class ImportAfter final : public QWidget {
    Q_OBJECT
public:
    explicit ImportAfter(QWidget *parent = nullptr);
    // Gives the sentence that says what is there now.
    QString tell(const ImportOutcome &outcome, const ImportChoices &choices, const service::ImportFindings &found, bool isLast);
    void showTakenBack();
    void showMeaningKept(const Result<ImportOutcome> &outcome);
    void focusFirst();

Q_SIGNALS:
    void undoWanted();
    void nextWanted();
    void rowsWanted();
    void segmentWanted();
    void meaningWanted(); // to keep once more what was said about the rows

private:
    void showMeaning(const ImportOutcome &outcome);
    void showRejects(const ingest::ImportReport &report);

    Notice *m_done, *m_meaning;
    QPushButton *m_next, *m_rowsNow, *m_segmentNow;
    QLabel *m_rejectsTitle;
    TableModel *m_rejects;
    TableView *m_rejectsView;
};

} // namespace audience::ui
