import { mount } from 'svelte';
import './page.css';
import Page from './pages/page.svelte';

const target = document.getElementById('page');
if (!target) throw new Error('index.html has no place for the page.');
mount(Page, { target });
