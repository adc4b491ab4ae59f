// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <vector>

class QGridLayout;

namespace updesk
{

/// A form over the window with its fields in two columns: Enter saves, and why it was not saved stands below them.
class FormSheet : public SheetDialog
{
    Q_OBJECT
protected:
    enum class Amount : quint8 { Any, NotNegative };

    /// `name`: of the sheet; its parts are called by it too ("lead.garage.error").
    FormSheet(QWidget *window, const QString &name);

    /// The next place; fields are numbered in the order in which they are added.
    Field *addField(const char *name, const QString &label);
    void add(QWidget *widget, Qt::Alignment alignment = {});
    void addWide(QWidget *widget); ///< over both columns
    void endBody(); ///< once all is added
    QString nameOf(const char *part) const { return objectName() + u'.' + QLatin1String(part); }

    Field *field(int entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(int entry) const;
    /// These show what is wrong at the field; an empty one is 0.
    bool readNumber(int entry, int &to);
    bool readMoney(int entry, qint64 &to, Amount amount);

    void clearErrors();
    void fail(const QString &words);
    virtual void save() = 0;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *m_form;
    QGridLayout *m_grid;
    int m_place = 0;
    std::vector<Field *> m_fields;
    TextLabel *m_error;
};

} // namespace updesk
