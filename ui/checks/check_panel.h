// Beside the list: what the chosen check asks, how it stands and stood, the first rows at fault, and what can be done with it.
// Main thread; it asks, the desk acts.
#pragma once

#include "ui/checks/check_item.h"

#include <QFrame>

class QVBoxLayout;

namespace audience::ui {

class CheckPanel final : public QFrame {
    Q_OBJECT
public:
    CheckPanel(const QString &objectName, QWidget *parent = nullptr);
    void show(const CheckItem *item, bool mayChange); // nothing: what to choose

Q_SIGNALS:
    void openWanted();
    void turnWanted();
    void keepWanted();
    void removeWanted();

private:
    void addHead(const CheckItem &item);
    void addPast(const CheckItem &item);
    void addRows(const CheckItem &item);
    void addSeverity(const CheckItem &item, bool mayChange);
    void addActs(const CheckItem &item, bool mayChange);
    QString m_name;
    QVBoxLayout *m_column;
};

} // namespace audience::ui
