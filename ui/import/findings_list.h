// What was found in a file, above: the figures; below: each remark with how often, an example and what will
// happen. Says that nothing is wrong where nothing is.
#pragma once

#include "service/import_survey.h"
#include "ui/import/import_choices.h"

#include <QFrame>

class QBoxLayout;
class QLabel;

namespace audience::ui {

class FigureBox;

class FiguresRow final : public QFrame {
    Q_OBJECT
public:
    explicit FiguresRow(QWidget *parent = nullptr);
    void fill(const service::ImportFindings &found, const ImportChoices &choices);
    void forget();

private:
    FigureBox *m_rows, *m_known, *m_duplicates, *m_gaps, *m_reach;
};

class FindingsList final : public QFrame {
    Q_OBJECT
public:
    explicit FindingsList(QWidget *parent = nullptr);
    void fill(const service::ImportFindings &found);
    void forget();

private:
    void addRow(const service::ImportFinding &finding);
    QBoxLayout *m_rows;
};

} // namespace audience::ui
