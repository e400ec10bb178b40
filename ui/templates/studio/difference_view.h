// What differs between two versions of an email, one below the other: what was changed in words, and before and after
// beside each other; lines of HTML with what was taken out and put in. Main thread.
#pragma once

#include "service/template_versions.h"

#include <QWidget>

class QBoxLayout;

namespace audience::ui {

class DifferenceView final : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceView(QWidget *parent = nullptr);
    // `before`, `after`: what the two versions are called.
    void show(const QString &before, const QString &after, const std::vector<service::TemplateChange> &changes);
    void say(const QString &words); // instead of differences

private:
    QWidget *makeChange(const service::TemplateChange &change, int number);
    QWidget *makeSides(const service::TemplateChange &change, int number);
    QWidget *makeLines(const service::TemplateChange &change, int number);
    QWidget *m_inside;
    QBoxLayout *m_column;
    QString m_before, m_after;
};

} // namespace audience::ui
