// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/disposal.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/headedmodel.h"

#include <set>

namespace updesk
{

/// Customers without business for long: first who could be erased, all marked, then who is held back and why.
class DisposalModel final : public WordsModel
{
    Q_OBJECT
public:
    enum Column { Marked, Customer, Last, What, HeldBy };

    explicit DisposalModel(QObject *parent = nullptr) : WordsModel(parent) { }
    void show(DisposalList list, const DeskWords &words);
    void toggle(int row); ///< a held one stays unmarked
    std::vector<CustomerId> marked() const;

private:
    int rows() const override { return int(m_list.proposed.size() + m_list.held.size()); }
    QStringList heads() const override;
    QString text(int index, int column) const override;
    const DisposalRow &rowAt(int index) const;
    DisposalList m_list;
    std::set<int> m_left; ///< rows that somebody took the mark from
    DeskWords m_words;
};

} // namespace updesk
