// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatecheck.h"

#include <QPlainTextEdit>

#include <memory>

namespace updesk
{

class FieldPainter;

/// The text of a template: fields stand on the selection's fill, what keeps it from being sent has a red outline.
/// Alt+Down asks for the list of fields; Tab leaves.
class TemplateEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TemplateEdit(QWidget *parent = nullptr);
    void setLines(int lines); ///< how many are seen at the least
    ~TemplateEdit() override;
    void setFindings(const std::vector<TemplateFinding> &findings);
    /// Puts the text, unless it is that already; the cursor stays where it can.
    void setTextIfOther(const QString &text);
    void insertField(const QString &name);
    QSize sizeHint() const override { return {QPlainTextEdit::sizeHint().width(), minimumHeight()}; }
    QRect outlineOf(qsizetype at, qsizetype length) const; ///< in the viewport, of what stands on one line

Q_SIGNALS:
    void fieldsWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();
    std::unique_ptr<FieldPainter> m_painter;
    std::vector<TemplateFinding> m_findings;
    int m_lines = 6;
};

} // namespace updesk
