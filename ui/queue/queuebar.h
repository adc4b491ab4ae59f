// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/segments.h"
#include "ui/parts/type.h"
#include "ui/queue/queueview.h"
#include "ui/queue/savedfilters.h"

#include <QLineEdit>
#include <QTimer>

class QHBoxLayout;

namespace updesk
{

/// The bar above the queue: whose rows, the filter, the saved filters, the counts.
class QueueBar final : public QWidget
{
    Q_OBJECT
public:
    explicit QueueBar(QWidget *parent = nullptr);

    void setView(QueueFilter::View view);
    void setFilters(const std::vector<SavedFilter> &filters);
    void setRefreshing(bool on); ///< says so in the midst of a read that takes long
    void setCounts(const std::array<int, 6> &counts);
    void setDensity(Density density);
    QLineEdit *field() const { return m_field; }
    QString typed() const { return m_field->text(); }
    void setTyped(const QString &words);
    QWidget *helpButton() const { return m_help; }

Q_SIGNALS:
    void viewChosen(updesk::QueueFilter::View view);
    void typedChanged(const QString &words);
    void fieldEntered();
    void filterChosen(int number);
    void saveWanted();
    void removeWanted(int number);
    void densityChosen(updesk::Density density);
    void helpWanted();
    void leaveWanted(); ///< from the field down into the list

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshChips();
    void fit();
    void showRefreshing(bool on);
    Segments *m_views;
    QLineEdit *m_field;
    QWidget *m_chipBox;
    QHBoxLayout *m_chips;
    std::vector<Chip *> m_shown;
    Button *m_save;
    TextLabel *m_refreshing, *m_now, *m_today, *m_later;
    Button *m_density, *m_help;
    std::vector<SavedFilter> m_filters;
    QTimer m_stays; ///< the word that a read takes long
};

} // namespace updesk
