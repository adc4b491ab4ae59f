// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatevalues.h"
#include "ui/parts/button.h"

#include <QPointer>
#include <QWidget>

class QMenu;

namespace updesk
{

class TemplateEdit;

/// The fields that a text may say, to be put where the cursor is: the common ones as chips, all of them in a list.
class FieldBar final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: that of the objects, "template" for "template.fields" and "template.menu".
    explicit FieldBar(const QString &name, QWidget *parent = nullptr);
    /// Of those that are watched the one that had the focus last gets the field; Alt+Down in it opens the list.
    void watch(TemplateEdit *edit);
    void setValues(const TemplateValues &values); ///< of the lead in the preview

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addChip(TemplateField field);
    void insert(const QString &name);
    void list();
    TemplateValues m_values;
    QPointer<TemplateEdit> m_into;
    QMenu *m_menu;
};

} // namespace updesk
