/** Photos that wait on this phone for players it is not with now: waiting-view.js says whose. */
export const LeftBehind = () => <div class="small left-behind" data-left-behind="" hidden />
