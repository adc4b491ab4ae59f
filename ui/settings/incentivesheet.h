// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"
#include "ui/settings/incentivemodel.h"

#include <array>
#include <functional>

namespace updesk
{

class SheetTable;

/// The store's incentives as a table; the chosen one, or a new one, in the fields under it.
class IncentiveSheet final : public SheetDialog
{
    Q_OBJECT
public:
    using List = std::vector<Incentive>;
    /// Puts the second list in the place of the first. Conflict: they are no longer the first.
    using Save = std::function<Result<void>(const List &before, const List &after)>;

    IncentiveSheet(QWidget *window, Save save);
    /// `today` on the store's calendar. Not `mayChange`: to be read only.
    void openFor(const List &all, const QDate &today, bool mayChange);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Entry { Says, Amount, Year, Make, Model, Source, From, Until, Entries };
    QWidget *makeBody();
    void makeFoot();
    void choose(int row); ///< into the fields; -1: a new one
    void leaveFor(int row); ///< asks first when something would be lost
    void moveTo(int row);
    std::optional<Incentive> typed();
    void save();
    void remove();
    void write(const List &after, int row);
    void fail(const QString &words);
    void clearErrors();
    QString typed(Entry entry) const { return m_fields[entry]->edit()->text().simplified(); }

    Save m_save;
    QDate m_today;
    IncentiveModel *m_model;
    SheetTable *m_table;
    std::array<Field *, Entries> m_fields{};
    int m_row = -1; ///< whose they are
    TextLabel *m_error;
    Button *m_new, *m_remove, *m_keep;
};

} // namespace updesk
