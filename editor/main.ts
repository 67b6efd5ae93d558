import { mount } from 'svelte';
import App from './app.svelte';
import './look/tokens.css';
import './look/base.css';

const target = document.getElementById('page');
if (target) mount(App, { target });
