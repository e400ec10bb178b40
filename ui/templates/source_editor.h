// The source of an email: HTML with Liquid, coloured, with line numbers; lines with findings are
// marked. Wraps QScintilla so that nothing else sees it.
#pragma once

#include <QWidget>

#include <utility>

class QsciScintilla;

namespace audience::ui {

class SourceEditor final : public QWidget {
    Q_OBJECT
public:
    SourceEditor(const QString &objectName, const QString &accessibleName, bool isHtml, QWidget *parent = nullptr);
    QString text() const;
    void setText(const QString &text); // without textChanged()
    // Lines from 1; the bool says that it is an error.
    void markLines(const QVector<std::pair<int, bool>> &lines);
    void goTo(int line, int column);

Q_SIGNALS:
    void textChanged();

private:
    void paintTheme();
    QsciScintilla *m_editor;
};

} // namespace audience::ui
