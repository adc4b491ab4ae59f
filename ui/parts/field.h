// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/type.h"

#include <QLineEdit>
#include <QWidget>

namespace updesk
{

enum class LabelPlace : quint8 { Above, Beside };

/// A label, its editor and the line under it that says what is wrong. The error is also the editor's accessible
/// description.
class Field final : public QWidget
{
    Q_OBJECT
public:
    /// `label` may carry a mnemonic; `editor` becomes a child. Beside: the label is 120 wide.
    Field(const QString &label, QWidget *editor, LabelPlace place = LabelPlace::Above, QWidget *parent = nullptr);
    /// A field with a plain line edit.
    explicit Field(const QString &label, LabelPlace place = LabelPlace::Above, QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }
    QLineEdit *edit() const { return qobject_cast<QLineEdit *>(m_editor); }
    /// Shows the words under the field and the bad line around it; empty takes both away.
    void setError(const QString &words);
    QString error() const { return m_error; }
    /// A quiet line under the field while nothing is wrong.
    void setNote(const QString &words);

private:
    void build(const QString &label, LabelPlace place);
    void refresh();
    QWidget *m_editor;
    QLabel *m_label = nullptr;
    QWidget *m_under = nullptr;
    QLabel *m_mark = nullptr;
    TextLabel *m_words = nullptr;
    QString m_error;
    QString m_note;
};

/// A line edit with an icon at its left and a keycap at its right, as search boxes have them.
void dressSearchEdit(QLineEdit *edit, const QString &accessibleName, const QString &keys = {});

} // namespace updesk
