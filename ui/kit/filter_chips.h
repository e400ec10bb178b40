// Chips to narrow a list: "All", "Rejected 3", "Not sure 1". One or several may be on; arrows move, Space
// switches. They go on in the next line where they do not fit.
#pragma once

#include "ui/kit/widgets.h"

#include <QStringList>

namespace audience::ui {

struct FilterChip {
    QString id, text;
    qint64 count = -1; // -1: no count
};

class FilterChips final : public QWidget {
    Q_OBJECT
public:
    enum class Mode { One, Many };
    FilterChips(const QString &objectName, const QString &accessibleName, Mode mode = Mode::One, QWidget *parent = nullptr);
    void setChips(const QList<FilterChip> &chips); // keeps what is on; Mode::One falls back to the first
    void setChosen(const QStringList &ids);        // without the signal
    QStringList chosen() const;

Q_SIGNALS:
    void chosenChanged(const QStringList &ids);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void clicked(QPushButton *button);
    Mode m_mode;
    QList<QPushButton *> m_buttons;
    QStringList m_ids;
};

} // namespace audience::ui
