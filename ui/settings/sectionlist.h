// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace updesk
{

/// The names of the sections, one under the other; one is chosen. Arrows move and choose.
class SectionList final : public QWidget
{
    Q_OBJECT
public:
    explicit SectionList(const QStringList &names);
    int current() const { return m_current; }
    void setCurrent(int index);
    /// Sections in which nothing was found rest.
    void setFound(int index, bool found);
    QWidget *focusTarget() const;

Q_SIGNALS:
    void chosen(int index);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::vector<QAbstractButton *> m_items;
    int m_current = 0;
};

} // namespace updesk
