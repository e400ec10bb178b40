// Rows of a label and a field: labels in one column as wide as the widest word, fields in the next, a
// quiet hint or what is wrong below the field.
#pragma once

#include "ui/kit/widgets.h"

#include <QGridLayout>
#include <QHash>

namespace audience::ui {

class FormGrid final : public QWidget {
    Q_OBJECT
public:
    explicit FormGrid(QWidget *parent = nullptr);
    // The label is tied to the field for screen readers and its own mnemonic.
    void addRow(const QString &label, QWidget *field, const QString &hint = {});
    void addRow(const QString &label, QLayout *fields);
    void addWide(QWidget *widget); // over both columns
    // "" takes it back; the hint stands there again.
    void setFault(QWidget *field, const QString &fault);
    void setRowVisible(QWidget *field, bool visible);

private:
    struct Row {
        QLabel *label, *hint;
        QString words;
    };
    QGridLayout *m_grid;
    QHash<QWidget *, Row> m_rows;
    int m_count = 0;
};

} // namespace audience::ui
