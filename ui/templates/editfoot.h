// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

class QCheckBox;

namespace updesk
{

/// What is done with a text that is edited: saved, the shipped one again, in use or not.
class EditFoot final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: that of the objects, "template" for "template.save".
    explicit EditFoot(const QString &name, QWidget *parent = nullptr);
    /// `own`: the store's, so that there may be one to go back to; `shipped`: the words on that button.
    void set(bool changed, bool own, bool active, const QString &shipped);
    void setReadOnly(bool readOnly);
    void add(QWidget *part); ///< behind all others

Q_SIGNALS:
    void saveWanted();
    void shippedWanted();
    void activeChosen(bool active);

private:
    Button *m_save, *m_shipped;
    QCheckBox *m_active;
};

constexpr int kEditorWidth = 720; ///< as wide as lines read well

/// An editor: `content` scrolls, no wider than `widest`, and `foot` stands below it, always in sight.
QWidget *editorPage(QWidget *content, EditFoot *foot, int widest = kEditorWidth);

} // namespace updesk
